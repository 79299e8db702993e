package io.claviger.importing.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads the bytes of a salt or of an HMAC key in a configuration. */
public final class BytesText {
  private static final String HEX = "hex:";
  private static final String BASE64 = "base64:";

  private BytesText() {}

  /**
   * Returns the bytes after {@code hex:} or {@code base64:}, and otherwise the UTF-8 of the text.
   */
  public static byte[] read(String text) {
    if (text.startsWith(HEX)) {
      return Base64Text.hex(text.substring(HEX.length()));
    }
    return text.startsWith(BASE64)
        ? Base64Text.decode(text.substring(BASE64.length()))
        : text.getBytes(UTF_8);
  }
}
