package io.claviger.internal.digest;

import io.claviger.internal.value.Timestamps;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Nonces that carry the time they were made, and a MAC by which every server that has the key knows
 * them as made by one of them. 36 bytes, so that their base64 has one spelling and no padding.
 */
public final class Nonces {
  private static final int HEAD_BYTES = Long.BYTES + 12;
  private static final int MAC_BYTES = 16;
  private static final int LENGTH = (HEAD_BYTES + MAC_BYTES) / 3 * 4;

  private final SecretKeySpec current;
  private final List<SecretKeySpec> keys;
  private final RandomGenerator random;

  /**
   * @param current the key for new ones
   * @param keys all that verify, the current one among them
   */
  public Nonces(SecretKeySpec current, List<SecretKeySpec> keys, RandomGenerator random) {
    this.current = current;
    this.keys = List.copyOf(keys);
    this.random = random;
  }

  /** A new one, of one or more letters, digits, hyphens and underscores. */
  public String make(Instant now) {
    byte[] head = new byte[HEAD_BYTES];
    random.nextBytes(head);
    ByteBuffer.wrap(head).putLong(Timestamps.toMicros(now));
    byte[] nonce = Arrays.copyOf(head, HEAD_BYTES + MAC_BYTES);
    System.arraycopy(mac(current, head), 0, nonce, HEAD_BYTES, MAC_BYTES);
    return Base64.getUrlEncoder().encodeToString(nonce);
  }

  /** When it was made; empty if it was not made here. */
  public Optional<Instant> made(String nonce) {
    byte[] bytes = decode(nonce);
    byte[] head = Arrays.copyOf(bytes, HEAD_BYTES);
    byte[] mac = Arrays.copyOfRange(bytes, HEAD_BYTES, HEAD_BYTES + MAC_BYTES);
    boolean known = false;
    for (SecretKeySpec key : keys) {
      known |= MessageDigest.isEqual(mac(key, head), mac);
    }
    return known
        ? Optional.of(Timestamps.ofMicros(ByteBuffer.wrap(head).getLong()))
        : Optional.empty();
  }

  /** What cannot be a nonce becomes one that nobody made, so that it takes the same work. */
  private static byte[] decode(String nonce) {
    byte[] junk = new byte[HEAD_BYTES + MAC_BYTES];
    if (nonce.length() != LENGTH) {
      return junk;
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(nonce);
      return bytes.length == junk.length ? bytes : junk;
    } catch (IllegalArgumentException e) {
      return junk;
    }
  }

  private static byte[] mac(SecretKeySpec key, byte[] head) {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      return Arrays.copyOf(mac.doFinal(head), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
