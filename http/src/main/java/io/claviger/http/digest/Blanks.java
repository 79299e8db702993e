package io.claviger.http.digest;

/** The blanks between the parts of a field: spaces and tabs. */
final class Blanks {
  private Blanks() {}

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** Returns the index of the first character at or after {@code from} that is not a blank. */
  static int skip(String text, int from) {
    int at = from;
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
