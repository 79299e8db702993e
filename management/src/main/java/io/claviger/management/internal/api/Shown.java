package io.claviger.management.internal.api;

/** Shows the beginning of a text that a client sent, in visible ASCII. */
final class Shown {
  private static final int MOST = 40;

  private Shown() {}

  static String of(String text) {
    String ascii = text.replaceAll("[^!-~]", "?");
    return "'" + (ascii.length() <= MOST ? ascii : ascii.substring(0, MOST) + "...") + "'";
  }
}
