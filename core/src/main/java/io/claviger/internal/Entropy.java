package io.claviger.internal;

import io.claviger.ApiKeyId;
import io.claviger.EventId;
import io.claviger.OrganizationId;
import io.claviger.PrivateKey;
import io.claviger.PublicKey;
import io.claviger.SecretId;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Draws everything that must be new: ids, both halves of a credential, the random part of a
 * revision.
 */
public final class Entropy {
  private static final int PUBLIC_KEY_LETTERS = 8;

  private final RandomGenerator random;

  /** The generator must be thread-safe and, in production, cryptographically strong. */
  public Entropy(RandomGenerator random) {
    this.random = random;
  }

  OrganizationId organizationId(Instant now) {
    return new OrganizationId(hex24(now));
  }

  ApiKeyId apiKeyId(Instant now) {
    return new ApiKeyId(hex24(now));
  }

  SecretId secretId(Instant now) {
    return new SecretId(hex24(now));
  }

  EventId eventId(Instant now) {
    return new EventId(hex24(now));
  }

  PublicKey publicKey() {
    StringBuilder letters = new StringBuilder(PUBLIC_KEY_LETTERS);
    for (int i = 0; i < PUBLIC_KEY_LETTERS; i++) {
      letters.append((char) ('a' + random.nextInt(26)));
    }
    return new PublicKey(letters.toString());
  }

  /** A random UUID, version 4 (RFC 9562): 122 random bits. */
  PrivateKey privateKey() {
    long high = (random.nextLong() & ~0xf000L) | 0x4000L;
    long low = (random.nextLong() & ~(0b11L << 62)) | (0b10L << 62);
    return PrivateKey.of(new UUID(high, low).toString());
  }

  long revision() {
    return random.nextLong();
  }

  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  long upTo(long bound) {
    return random.nextLong(bound);
  }

  /** As an ObjectId: 4 bytes of seconds, then 8 random ones. */
  private String hex24(Instant now) {
    return String.format("%08x%016x", now.getEpochSecond() & 0xffff_ffffL, random.nextLong());
  }
}
