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
 * Makes and reads nonces. A nonce contains the time when it was made and a MAC, so that every
 * server with the same key recognizes it. It has 36 bytes, so that its Base64 has one spelling and
 * no padding.
 */
final class Nonces {
  private static final int HEAD_BYTES = Long.BYTES + 12;
  private static final int MAC_BYTES = 16;
  private static final int LENGTH = (HEAD_BYTES + MAC_BYTES) / 3 * 4;

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private final DigestKeys keys;
  private final RandomGenerator random;

  /** Creates nonces under the current key, and accepts those under every key. */
  Nonces(DigestKeys keys, RandomGenerator random) {
    this.keys = keys;
    this.random = random;
  }

  /** Returns a new nonce, which consists of letters, digits, hyphens and underscores. */
  String make(Instant now) {
    byte[] head = new byte[HEAD_BYTES];
    random.nextBytes(head);
    ByteBuffer.wrap(head).putLong(micros(now));
    byte[] nonce = Arrays.copyOf(head, HEAD_BYTES + MAC_BYTES);
    System.arraycopy(mac(keys.currentKey(), head), 0, nonce, HEAD_BYTES, MAC_BYTES);
    return Base64.getUrlEncoder().encodeToString(nonce);
  }

  /** Returns when the nonce was made, or empty if no server with these keys made it. */
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

  /** Cuts off parts of a microsecond, and replaces a time out of range by the nearest one. */
  private static long micros(Instant now) {
    Instant kept = now.isBefore(FIRST) ? FIRST : now.isAfter(LAST) ? LAST : now;
    return kept.getEpochSecond() * 1_000_000 + kept.getNano() / 1000;
  }

  /** Returns a nonce that nobody made if the text is none, so that it takes the same work. */
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
