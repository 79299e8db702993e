package io.claviger.model;

import io.claviger.internal.text.Alphabet;
import java.util.Objects;

/**
 * The redacted form of a private key, by which people recognise it.
 *
 * @param redacted 1 to 64 characters of 0-9, a-z, A-Z, * - and _
 */
public record SecretHint(String redacted) {
  private static final int MAX_LENGTH = 64;
  private static final Alphabet CHARACTERS =
      new Alphabet("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ*-_");
  private static final SecretHint HIDDEN = new SecretHint("********");

  /**
   * Throws {@link InvalidValueException} if the text has another form. The message does not repeat
   * it.
   */
  public SecretHint {
    Objects.requireNonNull(redacted, "redacted");
    if (redacted.isEmpty() || redacted.length() > MAX_LENGTH || !CHARACTERS.hasAll(redacted)) {
      throw InvalidValueException.hidden(
          "secret hint", "must be 1 to 64 characters of 0-9, a-z, A-Z, * - and _");
    }
  }

  /** Returns a form that reveals nothing. */
  public static SecretHint hidden() {
    return HIDDEN;
  }

  @Override
  public String toString() {
    return redacted;
  }
}
