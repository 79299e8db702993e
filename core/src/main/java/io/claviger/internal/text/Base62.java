package io.claviger.internal.text;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * Makes texts of the digits 0-9A-Za-z, in this order. A double click selects such a text as a
 * whole.
 */
final class Base62 {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  static final Alphabet ALPHABET = new Alphabet(DIGITS);

  /** The smallest number of digits for every CRC-32. */
  static final int CRC32_LENGTH = 6;

  private Base62() {}

  /**
   * Returns digits that are drawn one by one, each as likely as any other. The digits of a random
   * number of 256 bits would not be equally likely: the first one could not have every value.
   */
  static String random(int length, RandomGenerator random) {
    char[] text = new char[length];
    for (int i = 0; i < length; i++) {
      text[i] = digit(random.nextInt(DIGITS.length()));
    }
    return new String(text);
  }

  /** Returns the CRC-32 of an ASCII text as six digits, the highest one first. */
  static String crc32(String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    char[] digits = new char[CRC32_LENGTH];
    long rest = crc32(ascii, ascii.length);
    for (int i = CRC32_LENGTH - 1; i >= 0; i--) {
      digits[i] = digit((int) (rest % DIGITS.length()));
      rest /= DIGITS.length();
    }
    return new String(digits);
  }

  /**
   * Checks whether an ASCII text of six characters or more ends with the CRC-32 of those before. It
   * makes no text of the digits, because every request with a token calls it.
   */
  static boolean endsWithCrc32(String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    int end = ascii.length - CRC32_LENGTH;
    long rest = crc32(ascii, end);
    for (int i = ascii.length - 1; i >= end; i--) {
      if (ascii[i] != digit((int) (rest % DIGITS.length()))) {
        return false;
      }
      rest /= DIGITS.length();
    }
    return true;
  }

  private static long crc32(byte[] ascii, int length) {
    CRC32 crc = new CRC32();
    crc.update(ascii, 0, length);
    return crc.getValue();
  }

  private static char digit(int value) {
    return DIGITS.charAt(value);
  }
}
