package io.claviger.spi;

import io.claviger.internal.text.Quoted;

/**
 * Makes text from outside safe for a log or a message: at most 80 characters, on one line, in
 * printable ASCII. Parts that look like a private key are masked.
 */
public final class LogText {
  private LogText() {}

  /** Returns the text in quotation marks. */
  public static String quoted(String text) {
    return Quoted.text(text);
  }

  /** Returns the text without quotation marks. */
  public static String shortened(String text) {
    return Quoted.shorten(text);
  }
}
