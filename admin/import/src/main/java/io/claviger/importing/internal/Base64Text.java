package io.claviger.importing.internal;

import java.util.Base64;
import java.util.HexFormat;

/** Reads bytes in the spellings of other software, and writes them in one. */
final class Base64Text {
  private Base64Text() {}

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Decodes Base64 in any of its spellings: of RFC 4648, sections 4 and 5, or of passlib, with and
   * without padding.
   */
  static byte[] decode(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '=') {
      end--;
    }
    String standard = text.substring(0, end).replace('-', '+').replace('_', '/').replace('.', '+');
    try {
      return Base64.getDecoder().decode(standard);
    } catch (IllegalArgumentException e) {
      // The message of the exception would show a part of the hash.
      throw Costs.refusal("a salt or a hash must be Base64");
    }
  }

  /** Decodes hexadecimal digits. */
  static byte[] hex(String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      throw Costs.refusal("a salt or a hash must be hexadecimal digits");
    }
  }

  /** Decodes a digest of this length, whose number of characters shows how it is written. */
  static byte[] digest(String text, int length) {
    byte[] digest = text.length() == 2 * length ? hex(text) : decode(text);
    Costs.require(
        digest.length == length,
        "a digest must be " + length + " bytes, as hexadecimal digits or Base64");
    return digest;
  }
}
