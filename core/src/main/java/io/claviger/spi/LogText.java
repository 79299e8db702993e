package io.claviger.spi;

import io.claviger.internal.value.Quoted;

/**
 * How an extension shows text from outside in a log or a message: at most 80 characters, on one
 * line, in printable ASCII. What has the form of a private key is masked.
 */
public final class LogText {
  private LogText() {}

  /** The text in quotation marks. */
  public static String quoted(String text) {
    return Quoted.text(text);
  }

  /** The text without quotation marks. */
  public static String shortened(String text) {
    return Quoted.shorten(text);
  }
}
