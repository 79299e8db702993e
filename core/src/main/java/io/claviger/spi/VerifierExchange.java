package io.claviger.spi;

import io.claviger.ApiKeyId;
import io.claviger.OrganizationId;
import io.claviger.SecretId;
import io.claviger.internal.credential.Ha1Seal;
import java.util.List;
import java.util.Objects;

/**
 * New verifiers for a secret.
 *
 * @param expected what it must have now, in order; immutable
 * @param replacement what it has afterwards, at most 100; immutable
 */
public record VerifierExchange(
    OrganizationId organization,
    ApiKeyId apiKey,
    SecretId secret,
    List<Verifier> expected,
    List<Verifier> replacement) {
  /** Copies; throws {@link io.claviger.InvalidValue} if the replacement is too long. */
  public VerifierExchange {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(apiKey, "apiKey");
    Objects.requireNonNull(secret, "secret");
    expected = List.copyOf(expected);
    replacement = List.copyOf(replacement);
    StoredSecret.requireFew(replacement);
  }

  /**
   * Whether it brings a verifier for HTTP Digest that whoever keeps the old ones in memory cannot
   * do without: one more, or for another realm. Of the other kinds, and where only a pepper is
   * another one, the old is as good as the new.
   */
  public boolean bringsDigest() {
    return Ha1Seal.areNeeded(expected, replacement);
  }
}
