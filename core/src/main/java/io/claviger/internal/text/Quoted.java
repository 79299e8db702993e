package io.claviger.internal.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How foreign text is shown in a message: short, on one line, with nothing that could steer a
 * terminal or forge a log line, and without what has the form of a private key, which gets into a
 * wrong field easily.
 */
public final class Quoted {
  private static final int SHOWN = 80;

  /** Looked at behind what is shown: what begins there and has the form is known whole. */
  private static final int BEHIND = 64;

  private static final String UUID = "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";

  /** The secret of a token is longer than any id; names have no digit and are not in mixed case. */
  private static final String LONG_AND_MIXED =
      "(?=[A-Za-z]*+[0-9]|(?=[A-Z]*+[a-z])[A-Za-z]*?[A-Z]{2})[0-9A-Za-z]{33,}";

  private static final Pattern LIKE_A_PRIVATE_KEY =
      Pattern.compile("[0-9A-Za-z]*?" + UUID + "|" + LONG_AND_MIXED);

  private Quoted() {}

  /** Tells whether the text contains a part that this class would mask. */
  public static boolean hasPrivateKey(String text) {
    return LIKE_A_PRIVATE_KEY.matcher(text).find();
  }

  /** The text in quotes. */
  public static String text(String value) {
    return '"' + shorten(value) + '"';
  }

  /** The text without quotes, cut after 80 characters, everything but printable ASCII escaped. */
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
