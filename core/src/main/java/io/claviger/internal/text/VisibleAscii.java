package io.claviger.internal.text;

/** The characters of secrets, of the mark of exclamation to the tilde. */
public final class VisibleAscii {
  private VisibleAscii() {}

  /** Whether a text has no others. In a loop: each request that presents a secret comes here. */
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
