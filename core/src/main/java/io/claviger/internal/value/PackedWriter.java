package io.claviger.internal.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes bytes for {@link PackedNumbers} to read; numbers as {@link java.io.DataOutput} would write
 * them, texts as UTF-8. The streams of Java take a lock for each number.
 */
public final class PackedWriter {
  private static final int LONGEST_TEXT = 0xffff;

  /** As a part of what is written. */
  private static final int MOST_ROOM_KEPT = 4;

  private byte[] bytes;
  private int size;

  /** With room for so many bytes, which grows. */
  public PackedWriter(int room) {
    this.bytes = new byte[room];
  }

  /** The number of bytes so far. */
  public int size() {
    return size;
  }

  /** Appends a byte, 1 for true. */
  public void putFlag(boolean value) {
    putByte(value ? 1 : 0);
  }

  /** Appends the lowest byte. */
  public void putByte(int value) {
    int at = more(Byte.BYTES);
    bytes[at] = (byte) value;
  }

  /** Appends the two lowest bytes. */
  public void putShort(int value) {
    int at = more(Short.BYTES);
    PackedNumbers.putShort(bytes, at, value);
  }

  /** Appends four bytes. */
  public void putInt(int value) {
    int at = more(Integer.BYTES);
    PackedNumbers.putInteger(bytes, at, value);
  }

  /** Appends eight bytes. */
  public void putLong(long value) {
    int at = more(Long.BYTES);
    PackedNumbers.putWhole(bytes, at, value);
  }

  /** Appends these. */
  public void putBytes(byte[] values) {
    putBytes(values, 0, values.length);
  }

  /** Appends so many from there on. */
  public void putBytes(byte[] values, int from, int length) {
    int at = more(length);
    System.arraycopy(values, from, bytes, at, length);
  }

  /** Appends what the other one has. */
  public void putAll(PackedWriter other) {
    putBytes(other.bytes, 0, other.size);
  }

  /**
   * Appends a text: the number of its bytes in two bytes, and they, as UTF-8.
   *
   * @throws IllegalArgumentException if there are more than 65,535
   */
  public void putText(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    if (encoded.length > LONGEST_TEXT) {
      throw new IllegalArgumentException("a text has " + encoded.length + " bytes; at most 65,535");
    }
    putShort(encoded.length);
    putBytes(encoded);
  }

  /** Puts four bytes in place of those that were written there. */
  public void setInt(int at, int value) {
    PackedNumbers.putInteger(bytes, at, value);
  }

  /** Puts the lowest byte in place of the one that was written there. */
  void setByte(int at, int value) {
    bytes[at] = (byte) value;
  }

  /** All of them, and nothing else. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /**
   * All of them, with what room is left behind them where that is little; a copy otherwise. Nothing
   * is to be written any more.
   */
  byte[] release() {
    return bytes.length - size <= size / MOST_ROOM_KEPT ? bytes : toBytes();
  }

  /** Appends so many bytes, to be set; where they are. */
  int more(int length) {
    int at = size;
    if (bytes.length - at < length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length + length);
    }
    size = at + length;
    return at;
  }
}
