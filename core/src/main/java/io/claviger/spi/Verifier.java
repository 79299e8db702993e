package io.claviger.spi;

import io.claviger.ErrorCode;
import io.claviger.InvalidValue;
import io.claviger.internal.value.VisibleAscii;

/**
 * What is stored to check a secret against. For a store an opaque text; prints without its content.
 *
 * @param encoded 1 to 500 visible ASCII characters, the scheme before the first {@code $}
 */
public record Verifier(String encoded) {
  /** Throws {@link InvalidValue} if it is not of that form; the text is not repeated. */
  public Verifier {
    if (encoded.isEmpty() || encoded.length() > 500 || !VisibleAscii.only(encoded)) {
      throw InvalidValue.hidden(
          ErrorCode.INVALID_ATTRIBUTE, "verifier", "must be 1 to 500 visible ASCII characters");
    }
  }

  /** The scheme only. */
  @Override
  public String toString() {
    int end = encoded.indexOf('$');
    return "Verifier[" + (end < 0 ? "?" : encoded.substring(0, end)) + "]";
  }
}
