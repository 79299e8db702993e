package io.claviger.http.digest;

import io.claviger.internal.crypto.HmacSha256;
import io.claviger.internal.time.Micros;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKey;

/**
 * Makes and reads nonces. A nonce contains the time when it was made and a MAC, so that every
 * server with the same key recognizes it. It has 36 bytes, so that its Base64 has one spelling and
 * no padding.
 */
final class Nonces {
  private static final byte[] NOTHING = new byte[0];
  private static final int HEAD_BYTES = Long.BYTES + 12;
  private static final int MAC_BYTES = 16;
  private static final int LENGTH = (HEAD_BYTES + MAC_BYTES) / 3 * 4;

  private final HmacSha256 current;
  private final List<HmacSha256> all;
  private final RandomGenerator random;

  Nonces(DigestKeys keys, RandomGenerator random) {
    this.current = hmac(keys.currentKey());
    this.all = keys.all().stream().map(Nonces::hmac).toList();
    this.random = random;
  }

  private static HmacSha256 hmac(SecretKey key) {
    return new HmacSha256(key.getEncoded());
  }

  /** Returns a new nonce, which consists of letters, digits, hyphens and underscores. */
  String make(Instant now) {
    byte[] head = new byte[HEAD_BYTES];
    random.nextBytes(head);
    ByteBuffer.wrap(head).putLong(Micros.toMicros(now));
    byte[] nonce = Arrays.copyOf(head, HEAD_BYTES + MAC_BYTES);
    System.arraycopy(current.of(head, NOTHING), 0, nonce, HEAD_BYTES, MAC_BYTES);
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
    for (HmacSha256 each : all) {
      byte[] expected = Arrays.copyOf(each.of(head, NOTHING), MAC_BYTES);
      known |= MessageDigest.isEqual(expected, mac);
    }
    return known ? Optional.of(Micros.ofMicros(ByteBuffer.wrap(head).getLong())) : Optional.empty();
  }

  /**
   * Returns no bytes for a text that is no nonce. A nonce is decoded only after the secret was
   * right, so the time of this reveals nothing.
   */
  private static byte[] decode(String nonce) {
    try {
      return nonce.length() == LENGTH ? Base64.getUrlDecoder().decode(nonce) : new byte[0];
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
