package io.claviger.spi;

import io.claviger.internal.text.VisibleAscii;
import io.claviger.model.InvalidValueException;
import java.util.Objects;

/**
 * A stored text against which a secret is checked. It is opaque to a store, and prints without its
 * content.
 *
 * @param encoded 1 to 500 visible ASCII characters; the scheme comes before the first {@code $}
 */
public record Verifier(String encoded) {
  /**
   * Throws {@link InvalidValueException} if the text breaks this rule. The message does not repeat
   * it.
   */
  public Verifier {
    Objects.requireNonNull(encoded, "encoded");
    if (encoded.isEmpty() || encoded.length() > 500 || !VisibleAscii.only(encoded)) {
      throw InvalidValueException.hidden("verifier", "must be 1 to 500 visible ASCII characters");
    }
  }

  /**
   * Checks whether the library itself makes verifiers of this scheme: HMAC-SHA-256 under a pepper,
   * or salted SHA-256. All other schemes belong to a {@link VerifierScheme}.
   */
  public boolean isBuiltIn() {
    return encoded.startsWith("hmac-sha256$") || encoded.startsWith("sha256$");
  }

  /** Returns the scheme only. */
  @Override
  public String toString() {
    int end = encoded.indexOf('$');
    return "Verifier[" + (end < 0 ? "?" : encoded.substring(0, end)) + "]";
  }
}
