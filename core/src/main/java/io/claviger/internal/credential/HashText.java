package io.claviger.internal.credential;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Hashes as text, in Base64 for URLs without padding (RFC 4648, section 5). */
final class HashText {
  private static final byte[] DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
          .getBytes(StandardCharsets.US_ASCII);

  private HashText() {}

  static String encode(byte[] hash) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  /**
   * Whether the rest of a text is this hash: compares every digit, in a time that depends on the
   * lengths only. Decodes nothing, and makes no text of the hash.
   */
  static boolean isAt(String text, int from, byte[] hash) {
    if (text.length() - from != (hash.length * 8 + 5) / 6) {
      return false;
    }
    int difference = 0;
    int at = from;
    int whole = hash.length - hash.length % 3;
    for (int i = 0; i < whole; i += 3) {
      int bits = (hash[i] & 0xff) << 16 | (hash[i + 1] & 0xff) << 8 | (hash[i + 2] & 0xff);
      difference |= text.charAt(at) ^ DIGITS[bits >>> 18];
      difference |= text.charAt(at + 1) ^ DIGITS[bits >>> 12 & 63];
      difference |= text.charAt(at + 2) ^ DIGITS[bits >>> 6 & 63];
      difference |= text.charAt(at + 3) ^ DIGITS[bits & 63];
      at += 4;
    }
    int bits = 0;
    for (int i = whole; i < whole + 3; i++) {
      bits = bits << 8 | (i < hash.length ? hash[i] & 0xff : 0);
    }
    for (int shift = 18; at < text.length(); at++, shift -= 6) {
      difference |= text.charAt(at) ^ DIGITS[bits >>> shift & 63];
    }
    return difference == 0;
  }
}
