package io.claviger.internal.text;

/** The characters that secrets may contain: ASCII from the exclamation mark to the tilde. */
public final class VisibleAscii {
  private VisibleAscii() {}

  /**
   * Checks whether a text contains only these characters. It is a plain loop, because every request
   * that presents a secret calls it.
   */
  public static boolean only(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }
}
