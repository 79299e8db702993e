package io.claviger.internal.credential;

import io.claviger.model.ApiKeyId;
import io.claviger.model.EventId;
import io.claviger.model.OrganizationId;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.SecretId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Draws the values that must be new: ids, both halves of a credential, and the random part of a
 * revision.
 */
public final class Entropy {
  private static final HexFormat HEX = HexFormat.of();

  private final RandomGenerator random;
  private final CredentialFormats formats;

  /** Creates a source of values whose credentials are pairs. */
  public Entropy(RandomGenerator random) {
    this(random, CredentialFormats.undeclared());
  }

  /**
   * Creates a source of values.
   *
   * @param random must be thread-safe and, in production, cryptographically strong
   */
  public Entropy(RandomGenerator random, CredentialFormats formats) {
    this.random = random;
    this.formats = formats;
  }

  public OrganizationId organizationId(Instant now) {
    return new OrganizationId(hex24(now));
  }

  public ApiKeyId apiKeyId(Instant now) {
    return new ApiKeyId(hex24(now));
  }

  public SecretId secretId(Instant now) {
    return new SecretId(hex24(now));
  }

  public EventId eventId(Instant now) {
    return new EventId(hex24(now));
  }

  /** Returns the formats of credentials. */
  public CredentialFormats formats() {
    return formats;
  }

  /** Returns a new public half. */
  PublicKey publicKey(CredentialFormat ofKey) {
    return ofKey.publicKey(random);
  }

  /** Returns a new secret for the key with this public half. */
  PrivateKey privateKey(CredentialFormat ofKey, PublicKey publicKey) {
    return ofKey.privateKey(publicKey, random);
  }

  /** Returns the random part of a revision. */
  public long revision() {
    return random.nextLong();
  }

  public byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Returns a number from zero to less than the bound. */
  public long upTo(long bound) {
    return random.nextLong(bound);
  }

  /** Returns an id in the form of an ObjectId: 4 bytes of seconds, then 8 random bytes. */
  private String hex24(Instant now) {
    return HEX.toHexDigits(now.getEpochSecond(), 8) + HEX.toHexDigits(random.nextLong());
  }
}
