package io.claviger.internal.lookup;

import io.claviger.internal.value.PackedNumbers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Some ASCII text in bytes that hold more. */
public final class PackedText {
  private final byte[] bytes;
  private final int from;
  private final int length;

  /** So many characters from there on. */
  PackedText(byte[] bytes, int from, int length) {
    this.bytes = bytes;
    this.from = from;
    this.length = length;
  }

  /** One that was written there with its length in front. */
  static PackedText at(byte[] bytes, int at) {
    return new PackedText(bytes, at + Short.BYTES, PackedNumbers.unsignedShort(bytes, at));
  }

  /** Where it ends. */
  public int end() {
    return from + length;
  }

  /** The number of its characters. */
  public int length() {
    return length;
  }

  /** Whether it is this text. */
  public boolean is(String text) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is this text. */
  public boolean is(byte[] text) {
    return Arrays.equals(bytes, from, from + length, text, 0, text.length);
  }

  /** Whether it begins so. */
  public boolean startsWith(byte[] beginning) {
    return beginning.length <= length
        && Arrays.equals(bytes, from, from + beginning.length, beginning, 0, beginning.length);
  }

  /** Where this character is first, at that place or behind; -1 where it is not. */
  public int indexOf(char character, int start) {
    for (int i = start; i < length; i++) {
      if (bytes[from + i] == character) {
        return i;
      }
    }
    return -1;
  }

  /** The characters from there to before there. */
  public byte[] part(int start, int end) {
    return Arrays.copyOfRange(bytes, from + start, from + end);
  }

  /** As a text of its own. */
  public String text() {
    return new String(bytes, from, length, StandardCharsets.US_ASCII);
  }

  /** Nothing of it: it may be a verifier. */
  @Override
  public String toString() {
    return "PackedText[" + length + " characters]";
  }
}
