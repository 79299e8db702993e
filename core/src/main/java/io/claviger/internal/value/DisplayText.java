package io.claviger.internal.value;

import io.claviger.ErrorCode;
import io.claviger.InvalidValue;

/**
 * The rules for text that people write and read: descriptions, names, labels (specification,
 * Appendix B, row 30). Stored text has to keep {@link #require} only, so that it stays readable
 * whatever rules came later. New text has to keep {@link #requireWords} or {@link #requireName}.
 */
public final class DisplayText {
  /** The longest text, in code points. */
  public static final int MAX_CODE_POINTS = 250;

  private DisplayText() {}

  /**
   * Throws {@link InvalidValue} unless the text is 1 to 250 code points, without control characters
   * and lone surrogates.
   */
  public static void require(ErrorCode code, String what, String value) {
    if (value.isEmpty()) {
      throw InvalidValue.of(code, what, value, "must not be empty; give 1 to 250 characters");
    }
    int length = value.codePointCount(0, value.length());
    if (length > MAX_CODE_POINTS) {
      throw InvalidValue.of(
          code, what, value, "has " + length + " characters; shorten it to at most 250");
    }
    if (isPrintableAscii(value)) {
      return;
    }
    for (int i = 0; i < value.length(); ) {
      int codePoint = value.codePointAt(i);
      requirePlain(code, what, value, codePoint);
      i += Character.charCount(codePoint);
    }
  }

  /**
   * The rule for new text in words: also without anything that has the form of a private key, as
   * {@link Quoted} masks it. A UUID alone is hardly meant there.
   */
  public static void requireWords(ErrorCode code, String what, String value) {
    require(code, what, value);
    if (Quoted.hasPrivateKey(value)) {
      throw InvalidValue.of(
          code,
          what,
          value,
          "must not contain what has the form of a private key (a UUID, or more than 32 letters and"
              + " digits in a row); take it out, and rotate the key if it is one. An id may be the"
              + " value of a label");
    }
  }

  /**
   * The rule for new text that may be an id of the application: also without tokens. A UUID is
   * allowed, though the private key of a pair is one: ids of users and tenants often are UUIDs.
   */
  public static void requireName(ErrorCode code, String what, String value) {
    require(code, what, value);
    String masked = TokenHead.masked(value);
    if (!masked.equals(value)) {
      throw InvalidValue.of(
          code,
          what,
          masked,
          "must not contain a token, which is a private key; take it out, and rotate the key");
    }
  }

  /** What most texts are; each look-up of a key reads one at least. */
  private static boolean isPrintableAscii(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static void requirePlain(ErrorCode code, String what, String value, int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.CONTROL) {
      throw InvalidValue.of(
          code,
          what,
          value,
          "must not contain control characters such as NUL, tab or line feed; remove them");
    }
    if (type == Character.SURROGATE) {
      throw InvalidValue.of(
          code, what, value, "contains half of a surrogate pair; send well-formed Unicode");
    }
  }
}
