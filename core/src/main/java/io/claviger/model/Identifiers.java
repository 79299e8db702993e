package io.claviger.model;

import io.claviger.internal.text.Alphabet;

/** The alphabets of ids. Ids sort in the same order in Java and in every database. */
final class Identifiers {
  /** The maximum length of a public key, in characters. */
  public static final int MAX_PUBLIC_KEY = 32;

  private static final int HEX_ID = 24;

  private static final Alphabet HEX = new Alphabet("0123456789abcdef");
  private static final Alphabet ALPHANUMERIC = new Alphabet("0123456789abcdefghijklmnopqrstuvwxyz");

  private Identifiers() {}

  /**
   * Requires 24 lower-case hexadecimal digits, as this library makes them. The message does not
   * repeat a longer text, which may be a private key by mistake.
   */
  public static void requireHex24(ErrorCode code, String what, String value) {
    if (value.length() != HEX_ID || !HEX.hasAll(value)) {
      throw InvalidValueException.of(
          code,
          what,
          shown(value, HEX_ID),
          "must be 24 digits of 0-9a-f" + hint(value, value.length() == HEX_ID));
    }
  }

  /**
   * Requires min to max characters of 0-9a-z, which allows ids of the application. The message does
   * not repeat a longer text, which may be a private key by mistake.
   */
  public static void requireAlphanumeric(
      ErrorCode code, String what, String value, int min, int max) {
    if (!isAlphanumeric(value, min, max)) {
      boolean hasItsLength = value.length() >= min && value.length() <= max;
      throw InvalidValueException.of(
          code,
          what,
          shown(value, max),
          "must be " + min + " to " + max + " characters of 0-9a-z" + hint(value, hasItsLength));
    }
  }

  /**
   * Requires 8 to 32 characters of 0-9a-z. The message does not repeat the text, which may be a
   * private key by mistake.
   */
  public static void requirePublicKey(String value) {
    if (!isAlphanumeric(value, 8, MAX_PUBLIC_KEY)) {
      throw InvalidValueException.hidden(
          "public key",
          "must be 8 to 32 characters of 0-9a-z but has "
              + value.length()
              + "; it is not shown in case it is a private key");
    }
  }

  private static String shown(String value, int max) {
    return value.length() <= max ? value : SecretHint.hidden().redacted();
  }

  private static boolean isAlphanumeric(String value, int min, int max) {
    return value.length() >= min && value.length() <= max && ALPHANUMERIC.hasAll(value);
  }

  private static String hint(String value, boolean hasItsLength) {
    if (value.chars().anyMatch(c -> c >= 'A' && c <= 'Z')) {
      return "; write it in lower case";
    }
    if (value.indexOf('-') >= 0) {
      return "; remove the dashes";
    }
    if (value.isEmpty()) {
      return "; it is empty";
    }
    return hasItsLength
        ? "; no other characters are allowed"
        : "; it has " + value.length() + " characters";
  }
}
