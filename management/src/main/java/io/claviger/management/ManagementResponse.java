package io.claviger.management;

import io.claviger.http.access.HttpHeader;
import java.util.List;
import java.util.Objects;

/**
 * The response to a request. An adapter sends the status, each header and the body; it leaves out
 * the body of a response to HEAD.
 *
 * @param headers in order; immutable
 * @param body the text, to be encoded in UTF-8; empty for none. It may contain a new private key,
 *     so it must not be logged
 */
public record ManagementResponse(int status, List<HttpHeader> headers, String body) {
  /** Copies the list, and checks that no part is null. */
  public ManagementResponse {
    headers = List.copyOf(Objects.requireNonNull(headers, "headers"));
    Objects.requireNonNull(body, "body");
  }

  /** Returns the status only. */
  @Override
  public String toString() {
    return "ManagementResponse[" + status + "]";
  }
}
