package io.claviger.internal.value;

import io.claviger.ErrorCode;
import io.claviger.InvalidValue;

/**
 * The rule for text that people write and read: descriptions, names, labels (specification,
 * Appendix B, row 30).
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
