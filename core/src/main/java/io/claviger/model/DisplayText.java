package io.claviger.model;

import io.claviger.internal.text.Quoted;
import io.claviger.internal.text.TokenText;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The rules for text that people write and read: descriptions, names and labels. Stored text must
 * satisfy only {@link #require}, so that later rules do not make it unreadable. New text must
 * satisfy {@link #requireWords} or {@link #requireName}. Text to search for must not contain a
 * secret either, since a database may log it.
 *
 * <p>Text is never normalized, since an application must get back what it stored, and events are
 * authenticated by their bytes.
 */
final class DisplayText {
  /** The longest text, in code points. */
  public static final int MAX_CODE_POINTS = 250;

  /** Several languages and many emoji need this character and the next one. */
  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;

  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private DisplayText() {}

  /**
   * Throws {@link InvalidValueException} unless the text is 1 to 250 code points without control
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
   * Checks new text that consists of words: it must be visible, and must not contain the form of a
   * private key, as {@link Quoted} masks it. In such text, even a UUID alone is probably a mistake.
   */
  public static void requireWords(ErrorCode code, String what, String value) {
    requireVisible(code, what, value);
    requireNoPrivateKey(code, what, value);
  }

  /** Checks text to search for in texts that consist of words. */
  static void requireSearchedWords(ErrorCode code, String what, String value) {
    require(code, what, value);
    requireNoPrivateKey(code, what, value);
  }

  /** Checks text to search for that may be an id of the application. */
  static void requireSearchedName(ErrorCode code, String what, String value) {
    require(code, what, value);
    requireNoToken(code, what, value);
  }

  private static void requireNoPrivateKey(ErrorCode code, String what, String value) {
    if (Quoted.hasPrivateKey(value)) {
      throw InvalidValueException.of(
          code,
          what,
          value,
          "must not contain text in the form of a private key (a UUID, or more than 32 random"
              + " letters and digits in a row); remove it, and rotate the key if it is one. An id"
              + " may be the value of a label");
    }
  }

  /**
   * Checks new text that may be an id of the application: it must be visible, and must not contain
   * tokens. A UUID is allowed although the private key of a pair is one, since ids of users and
   * tenants often are UUIDs.
   */
  public static void requireName(ErrorCode code, String what, String value) {
    requireVisible(code, what, value);
    requireNoToken(code, what, value);
  }

  private static void requireNoToken(ErrorCode code, String what, String value) {
    String masked = TokenText.masked(value);
    if (!masked.equals(value)) {
      throw InvalidValueException.of(
          code,
          what,
          masked,
          "must not contain a token, which is a private key; remove it, and rotate the key");
    }
  }

  /** A shortcut for most texts: each lookup of a key reads at least one. */
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

  /**
   * Refuses the first code point for which there is a reason. The message names the code point
   * first, then the reason.
   */
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
          "which is not a character in the Unicode version of this Java; remove it";
      default -> null;
    };
  }
}
