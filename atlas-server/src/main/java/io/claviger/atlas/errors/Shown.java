package io.claviger.atlas.errors;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What of a text that a client sent is repeated to it. A private key gets into an id, a path or a
 * role easily, and from an error document into a log; so nothing is repeated that may be one.
 */
public final class Shown {
  /**
   * Longer than any id; other words that are worth repeating have a {@code _ . : /} before, or are
   * {@linkplain #NO_NAME names}. And five groups of hexadecimal digits, whatever stands between
   * them.
   */
  private static final Pattern LIKE_A_SECRET =
      Pattern.compile(
          "[0-9A-Za-z%-]{25,}|[0-9A-Fa-f]{8}([^0-9A-Za-z]+[0-9A-Fa-f]{4}){3}[^0-9A-Za-z]+[0-9A-Fa-f]{12}");

  /**
   * What a name in camel case has not: anything but letters, or two capitals in a row. Every
   * private key has a digit; of tokens that lost their checksum, one in fifteen million has nothing
   * of this.
   */
  private static final Pattern NO_NAME = Pattern.compile("[^A-Za-z]|[A-Z]{2}");

  private static final int LONGEST = 250;

  private Shown() {}

  /** Of a text in an answer. */
  public static String of(String text) {
    String hidden = LIKE_A_SECRET.matcher(text).replaceAll(word -> unlessSecret(word.group()));
    String cut = hidden.length() <= LONGEST ? hidden : hidden.substring(0, LONGEST) + "...";
    // There and back: half of a surrogate pair cannot be written, and becomes a question mark.
    return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static String unlessSecret(String word) {
    return NO_NAME.matcher(word).find() ? "********" : word;
  }
}
