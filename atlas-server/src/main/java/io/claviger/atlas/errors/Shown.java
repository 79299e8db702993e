package io.claviger.atlas.errors;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Masks text of clients before the server repeats it. A private key easily gets into an id, a path
 * or a role, and from an error document into a log. So text that may be a private key is never
 * repeated.
 */
public final class Shown {
  /**
   * Words that are longer than any id, and five groups of hexadecimal digits with any separators.
   * Other long words that are worth repeating contain one of {@code _ . : /}, or are {@linkplain
   * #NO_NAME names}.
   */
  private static final Pattern LIKE_A_SECRET =
      Pattern.compile(
          "[0-9A-Za-z%-]{25,}|[0-9A-Fa-f]{8}([^0-9A-Za-z]+[0-9A-Fa-f]{4}){3}[^0-9A-Za-z]+[0-9A-Fa-f]{12}");

  /**
   * Text that a name in camel case, or of words with hyphens, does not contain: a character that is
   * neither a letter nor a hyphen, or two capitals in a row. Every private key has a digit. One in
   * fifteen million of the tokens that lost their checksum contains neither.
   */
  private static final Pattern NO_NAME = Pattern.compile("[^A-Za-z-]|[A-Z]{2}");

  private static final int MAX_LENGTH = 250;

  private Shown() {}

  /** Returns the text with possible secrets masked, cut to {@value #MAX_LENGTH} characters. */
  public static String of(String text) {
    String hidden = LIKE_A_SECRET.matcher(text).replaceAll(word -> unlessSecret(word.group()));
    String cut = hidden.length() <= MAX_LENGTH ? hidden : hidden.substring(0, MAX_LENGTH) + "...";
    // Half of a surrogate pair cannot be written; encoding and decoding turns it into a question
    // mark.
    return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static String unlessSecret(String word) {
    return NO_NAME.matcher(word).find() ? "********" : word;
  }
}
