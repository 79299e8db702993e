package io.claviger.http.digest;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Nonces that carry the time they were made, and a MAC by which every server that has the key knows
 * them as made by one of them. 36 bytes, so that their base64 has one spelling and no padding.
 */
final class Nonces {
  private static final int HEAD_BYTES = Long.BYTES + 12;
  private static final int MAC_BYTES = 16;
  private static final int LENGTH = (HEAD_BYTES + MAC_BYTES) / 3 * 4;

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private final DigestKeys keys;
  private final RandomGenerator random;

  /** New ones are under the current key; all verify. */
  Nonces(DigestKeys keys, RandomGenerator random) {
    this.keys = keys;
    this.random = random;
  }

  /** A new one, of one or more letters, digits, hyphens and underscores. */
  String make(Instant now) {
    byte[] head = new byte[HEAD_BYTES];
    random.nextBytes(head);
    ByteBuffer.wrap(head).putLong(micros(now));
    byte[] nonce = Arrays.copyOf(head, HEAD_BYTES + MAC_BYTES);
    System.arraycopy(mac(keys.currentKey(), head), 0, nonce, HEAD_BYTES, MAC_BYTES);
    return Base64.getUrlEncoder().encodeToString(nonce);
  }

  /** When it was made; empty if it was not made here. */
  Optional<Instant> made(String nonce) {
    byte[] bytes = decode(nonce);
    byte[] head = Arrays.copyOf(bytes, HEAD_BYTES);
    byte[] mac = Arrays.copyOfRange(bytes, HEAD_BYTES, HEAD_BYTES + MAC_BYTES);
    boolean known = false;
    for (SecretKey key : keys.all()) {
      known |= MessageDigest.isEqual(mac(key, head), mac);
    }
    return known
        ? Optional.of(Instant.EPOCH.plus(ByteBuffer.wrap(head).getLong(), ChronoUnit.MICROS))
        : Optional.empty();
  }

  /** Finer parts are cut off; a time that is out of range becomes the nearest. */
  private static long micros(Instant now) {
    Instant kept = now.isBefore(FIRST) ? FIRST : now.isAfter(LAST) ? LAST : now;
    return kept.getEpochSecond() * 1_000_000 + kept.getNano() / 1000;
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
