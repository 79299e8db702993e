package io.claviger.internal.value;

/**
 * How foreign text is shown in a message: short, on one line, and with nothing that could steer a
 * terminal or forge a log line.
 */
public final class Quoted {
  private static final int SHOWN = 80;

  private Quoted() {}

  /** The text in quotes. */
  public static String text(String value) {
    return '"' + shorten(value) + '"';
  }

  /** The text without quotes, cut after 80 characters, everything but printable ASCII escaped. */
  public static String shorten(String value) {
    StringBuilder shown = new StringBuilder();
    int end = Math.min(value.length(), SHOWN);
    for (int i = 0; i < end; i++) {
      char c = value.charAt(i);
      if (c >= ' ' && c <= '~') {
        shown.append(c);
      } else {
        shown.append(String.format("\\u%04x", (int) c));
      }
    }
    if (end < value.length()) {
      shown.append("... (").append(value.length()).append(" characters)");
    }
    return shown.toString();
  }
}
