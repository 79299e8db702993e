package io.claviger.internal.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prepares foreign text for a message. The result is short and on one line, and contains nothing
 * that could control a terminal or forge a log line. Parts that look like a private key are masked,
 * because users easily put a private key into a wrong field.
 */
public final class Quoted {
  private static final int SHOWN = 80;

  /** Also searched after the shown part, so that a key that begins in it is seen as a whole. */
  private static final int BEHIND = 64;

  private static final String UUID = "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";

  /**
   * Matches the secret of a token. It is longer than any id, and has a digit or mixed case, which
   * names have not.
   */
  private static final String LONG_AND_MIXED =
      "(?=[A-Za-z]*+[0-9]|(?=[A-Z]*+[a-z])[A-Za-z]*?[A-Z]{2})[0-9A-Za-z]{33,}";

  private static final Pattern LIKE_A_PRIVATE_KEY =
      Pattern.compile(TokenText.ACCESS_TOKEN_FORM + "|[0-9A-Za-z]*?" + UUID + "|" + LONG_AND_MIXED);

  private Quoted() {}

  /** Checks whether the text contains a part that this class would mask. */
  public static boolean hasPrivateKey(String text) {
    return LIKE_A_PRIVATE_KEY.matcher(text).find();
  }

  /** Returns the text in quotes, otherwise as {@link #shorten} does. */
  public static String text(String value) {
    return '"' + shorten(value) + '"';
  }

  /**
   * Returns the text without quotes. It is cut after 80 characters, and all characters except
   * printable ASCII are escaped.
   */
  public static String shorten(String value) {
    String head = value.substring(0, Math.min(value.length(), SHOWN + BEHIND));
    StringBuilder shown = new StringBuilder();
    Matcher secret = LIKE_A_PRIVATE_KEY.matcher(head);
    int from = 0;
    while (secret.find() && secret.start() < SHOWN) {
      escape(head, from, secret.start(), shown);
      shown.append("********");
      from = secret.end();
    }
    escape(head, from, Math.min(SHOWN, head.length()), shown);
    if (Math.max(from, SHOWN) < value.length()) {
      shown.append("... (").append(value.length()).append(" characters)");
    }
    return shown.toString();
  }

  private static void escape(String text, int from, int to, StringBuilder shown) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c <= '~') {
        shown.append(c);
      } else {
        shown.append(String.format("\\u%04x", (int) c));
      }
    }
  }
}
