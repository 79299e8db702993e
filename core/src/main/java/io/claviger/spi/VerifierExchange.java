package io.claviger.spi;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.SecretId;
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
    SecretId secretId,
    List<Verifier> expected,
    List<Verifier> replacement) {
  /**
   * Copies; throws {@link io.claviger.model.InvalidValueException} if the replacement is too long.
   */
  public VerifierExchange {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(apiKey, "apiKey");
    Objects.requireNonNull(secretId, "secretId");
    expected = List.copyOf(expected);
    replacement = List.copyOf(replacement);
    StoredSecret.requireFew(replacement);
  }

  /**
   * Tests whether it adds a verifier of a {@link VerifierScheme}. A cache that keeps the old
   * verifiers may refuse proofs that other nodes accept. The library's own old verifiers are as
   * good as the new ones.
   */
  public boolean bringsScheme() {
    return replacement.stream()
        .anyMatch(verifier -> !expected.contains(verifier) && !verifier.isBuiltIn());
  }
}
