package io.claviger.atlas.json;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A problem document (RFC 9457), as the management API of the library has it.
 *
 * @param code the error code, which clients compare
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "code"})
public record Problem(String type, String title, int status, String detail, String code) {
  /** Creates a problem without a page of its own. */
  public static Problem of(int status, String title, String detail, String code) {
    return new Problem("about:blank", title, status, detail, code);
  }
}
