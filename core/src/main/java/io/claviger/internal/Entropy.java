package io.claviger.internal;

import io.claviger.ApiKeyId;
import io.claviger.EventId;
import io.claviger.OrganizationId;
import io.claviger.PrivateKey;
import io.claviger.PublicKey;
import io.claviger.SecretId;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Draws everything that must be new: ids, both halves of a credential, the random part of a
 * revision.
 */
public final class Entropy {
  private final RandomGenerator random;
  private final CredentialFormat format;

  /** Credentials are pairs. */
  public Entropy(RandomGenerator random) {
    this(random, new PairCredentials());
  }

  /** The generator must be thread-safe and, in production, cryptographically strong. */
  public Entropy(RandomGenerator random, CredentialFormat format) {
    this.random = random;
    this.format = format;
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
    return format.publicKey(random);
  }

  PrivateKey privateKey(PublicKey publicKey) {
    return format.privateKey(publicKey, random);
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
