package io.claviger.internal.value;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes bytes for {@link PackedNumbers} to read; numbers as {@link java.io.DataOutput} would write
 * them, texts as UTF-8. The streams of Java take a lock for each number.
 */
public final class PackedWriter {
  private static final int LONGEST_TEXT = 0xffff;

  private ByteBuffer bytes;

  /** With room for so many bytes, which grows. */
  public PackedWriter(int room) {
    this.bytes = ByteBuffer.allocate(room);
  }

  /** The number of bytes so far. */
  public int size() {
    return bytes.position();
  }

  /** Appends a byte, 1 for true. */
  public void putFlag(boolean value) {
    putByte(value ? 1 : 0);
  }

  /** Appends the lowest byte. */
  public void putByte(int value) {
    withRoom(Byte.BYTES).put((byte) value);
  }

  /** Appends the two lowest bytes. */
  public void putShort(int value) {
    withRoom(Short.BYTES).putShort((short) value);
  }

  /** Appends four bytes. */
  public void putInt(int value) {
    withRoom(Integer.BYTES).putInt(value);
  }

  /** Appends eight bytes. */
  public void putLong(long value) {
    withRoom(Long.BYTES).putLong(value);
  }

  /** Appends these. */
  public void putBytes(byte[] values) {
    putBytes(values, 0, values.length);
  }

  /** Appends so many from there on. */
  public void putBytes(byte[] values, int from, int length) {
    withRoom(length).put(values, from, length);
  }

  /** Appends what the other one has. */
  public void putAll(PackedWriter other) {
    putBytes(other.bytes.array(), 0, other.size());
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
    bytes.putInt(at, value);
  }

  /** All of them. */
  public byte[] toBytes() {
    byte[] all = new byte[size()];
    bytes.get(0, all);
    return all;
  }

  private ByteBuffer withRoom(int more) {
    if (bytes.remaining() < more) {
      bytes = ByteBuffer.allocate(2 * bytes.capacity() + more).put(bytes.flip());
    }
    return bytes;
  }
}
