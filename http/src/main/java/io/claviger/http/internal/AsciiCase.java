package io.claviger.http.internal;

/**
 * Compares names of protocols without regard to the case of ASCII letters. Unicode has further
 * letters whose upper case is ASCII, such as the long s.
 */
public final class AsciiCase {
  private AsciiCase() {}

  /** Checks whether the text has this name, which is ASCII, at this index. */
  public static boolean matches(String text, int at, String name) {
    boolean same = text.length() - at >= name.length();
    for (int i = 0; same && i < name.length(); i++) {
      same = lower(text.charAt(at + i)) == lower(name.charAt(i));
    }
    return same;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }
}
