package io.claviger.internal.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Computes the SHA-256 of a salt and a text. Its buffers are reused, since every request hashes a
 * text. Thread-safe.
 */
public final class SaltedSha256 {
  private static final int HASH_BYTES = 32;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /**
   * Receives the first 16 bytes of a hash as two numbers, so no object is created for them.
   *
   * @param <T> the class of the object that the hash is used for
   */
  public interface Receiver<T extends @Nullable Object> {
    /**
     * Uses a hash.
     *
     * @param high the first eight bytes
     * @param low the next eight bytes
     */
    int receive(T subject, long high, long low);
  }

  /** A digest and its input. Only one thread uses it at a time. */
  private final class Buffer {
    final MessageDigest digest = Sha256.make();

    /** The salt and the text. Afterwards, the hash is at the beginning. */
    final byte[] bytes = new byte[Math.max(salt.length + maxLength, HASH_BYTES)];

    void hash(String text) throws DigestException {
      int end = salt.length + text.length();
      System.arraycopy(salt, 0, bytes, 0, salt.length);
      copy(text);
      digest.update(bytes, 0, end);
      digest.digest(bytes, 0, HASH_BYTES);
      // Clears the text from the digest's own buffer, too.
      digest.reset();
      Arrays.fill(bytes, HASH_BYTES, Math.max(end, HASH_BYTES), (byte) 0);
    }

    long part(int at) {
      return (long) LONGS.get(bytes, at);
    }

    @SuppressWarnings("deprecation") // Copies ASCII without an array in between.
    private void copy(String text) {
      text.getBytes(0, text.length(), bytes, salt.length);
    }
  }

  private final byte[] salt;
  private final int maxLength;
  private final ObjectPool<Buffer> buffers = new ObjectPool<>(Buffer::new);

  /**
   * Creates a hash under this salt.
   *
   * @param maxLength the length of the longest text, in characters
   */
  public SaltedSha256(byte[] salt, int maxLength) {
    this.salt = salt.clone();
    this.maxLength = maxLength;
  }

  /**
   * Hashes a text of ASCII characters, and returns the result of the receiver.
   *
   * @param subject passed to the receiver, which then need not be created for each call
   * @throws IndexOutOfBoundsException if the text is longer than the maximum
   */
  public <T extends @Nullable Object> int hash(String text, T subject, Receiver<T> receiver) {
    Buffer buffer = buffers.take();
    try {
      buffer.hash(text);
      int result = receiver.receive(subject, buffer.part(0), buffer.part(Long.BYTES));
      buffers.giveBack(buffer);
      return result;
    } catch (DigestException e) {
      buffers.discard(buffer);
      throw new IllegalStateException("a SHA-256 has 32 bytes", e);
    } catch (RuntimeException | Error e) {
      buffers.discard(buffer);
      throw e;
    }
  }
}
