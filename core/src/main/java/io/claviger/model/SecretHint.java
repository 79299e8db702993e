package io.claviger.model;

import java.util.Objects;

/**
 * The redacted form of a private key, by which people recognise it.
 *
 * @param redacted 1 to 64 characters of 0-9, a-z, A-Z, * - and _
 */
public record SecretHint(String redacted) {
  private static final int LONGEST = 64;
  private static final SecretHint HIDDEN = new SecretHint("********");

  /**
   * Throws {@link InvalidValueException} if the text has another form. The message does not repeat
   * it.
   */
  public SecretHint {
    Objects.requireNonNull(redacted, "redacted");
    if (redacted.isEmpty() || redacted.length() > LONGEST || !isPlain(redacted)) {
      throw InvalidValueException.hidden(
          ErrorCode.INVALID_VALUE,
          "secret hint",
          "must be 1 to 64 characters of 0-9, a-z, A-Z, * - and _");
    }
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && c != '*' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
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
