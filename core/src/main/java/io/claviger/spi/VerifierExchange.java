package io.claviger.spi;

import io.claviger.ApiKeyId;
import io.claviger.OrganizationId;
import io.claviger.SecretId;
import java.util.List;
import java.util.Objects;

/**
 * New verifiers for a secret.
 *
 * @param expected what it must have now, in order; immutable
 * @param replacement what it has afterwards; immutable
 */
public record VerifierExchange(
    OrganizationId organization,
    ApiKeyId apiKey,
    SecretId secret,
    List<Verifier> expected,
    List<Verifier> replacement) {
  /** Copies. */
  public VerifierExchange {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(apiKey, "apiKey");
    Objects.requireNonNull(secret, "secret");
    expected = List.copyOf(expected);
    replacement = List.copyOf(replacement);
  }
}
