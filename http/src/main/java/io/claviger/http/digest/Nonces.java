package io.claviger.http.digest;

import io.claviger.internal.time.Micros;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Makes and reads nonces. A nonce contains the time when it was made and a MAC, so that every
 * server with the same key recognizes it. It has 36 bytes, so that its Base64 has one spelling and
 * no padding.
 */
record Nonces(DigestKeys keys, RandomGenerator random) {
  private static final int HEAD_BYTES = Long.BYTES + 12;
  private static final int MAC_BYTES = 16;
  private static final int LENGTH = (HEAD_BYTES + MAC_BYTES) / 3 * 4;

  /** Returns a new nonce, which consists of letters, digits, hyphens and underscores. */
  String make(Instant now) {
    byte[] head = new byte[HEAD_BYTES];
    random.nextBytes(head);
    ByteBuffer.wrap(head).putLong(Micros.toMicros(now));
    byte[] nonce = Arrays.copyOf(head, HEAD_BYTES + MAC_BYTES);
    System.arraycopy(mac(keys.currentKey(), head), 0, nonce, HEAD_BYTES, MAC_BYTES);
    return Base64.getUrlEncoder().encodeToString(nonce);
  }

  /** Returns when the nonce was made, or empty if no server with these keys made it. */
  Optional<Instant> made(String nonce) {
    byte[] bytes = decode(nonce);
    if (bytes.length != HEAD_BYTES + MAC_BYTES) {
      return Optional.empty();
    }
    byte[] head = Arrays.copyOf(bytes, HEAD_BYTES);
    byte[] mac = Arrays.copyOfRange(bytes, HEAD_BYTES, HEAD_BYTES + MAC_BYTES);
    boolean known = false;
    for (SecretKey key : keys.all()) {
      known |= MessageDigest.isEqual(mac(key, head), mac);
    }
    return known ? Optional.of(Micros.ofMicros(ByteBuffer.wrap(head).getLong())) : Optional.empty();
  }

  /** Returns no bytes for a text that is no nonce. It is asked about after the secret was right. */
  private static byte[] decode(String nonce) {
    try {
      return nonce.length() == LENGTH ? Base64.getUrlDecoder().decode(nonce) : new byte[0];
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte[] mac(SecretKey key, byte[] head) {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      return Arrays.copyOf(mac.doFinal(head), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
