package io.claviger.model;

import io.claviger.internal.text.Quoted;
import io.claviger.internal.text.TokenHead;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The rules for text that people write and read: descriptions, names, labels (specification,
 * Appendix B, row 30). Stored text has to keep {@link #require} only, so that it stays readable
 * whatever rules came later. New text has to keep {@link #requireWords} or {@link #requireName}.
 */
final class DisplayText {
  /** The longest text, in code points. */
  public static final int MAX_CODE_POINTS = 250;

  /** Words of several languages, and many emoji, cannot be written without these two. */
  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;

  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private DisplayText() {}

  /**
   * Throws {@link InvalidValueException} unless the text is 1 to 250 code points, without control
   * characters and lone surrogates.
   */
  public static void require(ErrorCode code, String what, String value) {
    if (value.isEmpty()) {
      throw InvalidValueException.of(
          code, what, value, "must not be empty; give 1 to 250 characters");
    }
    int length = value.codePointCount(0, value.length());
    if (length > MAX_CODE_POINTS) {
      throw InvalidValueException.of(
          code, what, value, "has " + length + " characters; shorten it to at most 250");
    }
    refuse(code, what, value, DisplayText::broken);
  }

  /**
   * The rule for new text in words: also visible, and without anything that has the form of a
   * private key, as {@link Quoted} masks it. A UUID alone is hardly meant there.
   */
  public static void requireWords(ErrorCode code, String what, String value) {
    requireVisible(code, what, value);
    if (Quoted.hasPrivateKey(value)) {
      throw InvalidValueException.of(
          code,
          what,
          value,
          "must not contain what has the form of a private key (a UUID, or more than 32 random letters and digits in a row); take it out, and rotate the key if it is one. An id may be the"
              + " value of a label");
    }
  }

  /**
   * The rule for new text that may be an id of the application: also visible, and without tokens. A
   * UUID is allowed, though the private key of a pair is one: ids of users and tenants often are
   * UUIDs.
   */
  public static void requireName(ErrorCode code, String what, String value) {
    requireVisible(code, what, value);
    String masked = TokenHead.masked(value);
    if (!masked.equals(value)) {
      throw InvalidValueException.of(
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

  private static void requireVisible(ErrorCode code, String what, String value) {
    require(code, what, value);
    refuse(code, what, value, DisplayText::hidden);
  }

  /** Refuses the first code point for which there is a reason, which follows its name. */
  private static void refuse(
      ErrorCode code, String what, String value, IntFunction<@Nullable String> reasons) {
    if (isPrintableAscii(value)) {
      return;
    }
    for (int i = 0; i < value.length(); ) {
      int codePoint = value.codePointAt(i);
      String reason = reasons.apply(codePoint);
      if (reason != null) {
        throw InvalidValueException.of(
            code, what, value, String.format("contains U+%04X, %s", codePoint, reason));
      }
      i += Character.charCount(codePoint);
    }
  }

  private static @Nullable String broken(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL -> "a control character such as NUL, tab or line feed; remove it";
      case Character.SURROGATE -> "half of a surrogate pair; send well-formed Unicode";
      default -> null;
    };
  }

  private static @Nullable String hidden(int codePoint) {
    if (codePoint == ZERO_WIDTH_NON_JOINER || codePoint == ZERO_WIDTH_JOINER) {
      return null;
    }
    return switch (Character.getType(codePoint)) {
      case Character.FORMAT -> "which is invisible and may reorder or hide other text; remove it";
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          "which separates lines; use a space instead";
      case Character.PRIVATE_USE -> "which has no public meaning; remove it";
      case Character.UNASSIGNED ->
          "which is no character in the Unicode version of this Java; remove it";
      default -> null;
    };
  }
}
