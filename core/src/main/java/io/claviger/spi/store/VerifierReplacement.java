package io.claviger.spi.store;

import io.claviger.internal.text.Arguments;
import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.SecretId;
import io.claviger.spi.Verifier;
import io.claviger.spi.VerifierScheme;
import java.util.List;

/**
 * New verifiers for a secret.
 *
 * @param expected the verifiers that the secret must have now, in order; immutable
 * @param next the verifiers that it has afterwards, at most 100; immutable
 */
public record VerifierReplacement(
    OrganizationId organization,
    ApiKeyId apiKey,
    SecretId secretId,
    List<Verifier> expected,
    List<Verifier> next) {
  /**
   * Copies the lists. Throws {@link io.claviger.model.InvalidValueException} if the next ones are
   * too many.
   */
  public VerifierReplacement {
    Arguments.require(expected, "expected", next, "next", organization, "organization");
    Arguments.require(apiKey, "apiKey", secretId, "secretId");
    expected = List.copyOf(expected);
    next = List.copyOf(next);
    StoredSecret.requireFew(next);
  }

  /**
   * Checks whether the replacement adds or removes a verifier of a {@link VerifierScheme}. If it
   * adds one, a cache that keeps the old verifiers may refuse proofs that other nodes accept. If it
   * removes one, the old verifiers may be slow. The library's own verifiers are different: the old
   * ones are as good as the new ones.
   */
  public boolean changesScheme() {
    return bringsScheme(expected, next) || bringsScheme(next, expected);
  }

  private static boolean bringsScheme(List<Verifier> before, List<Verifier> after) {
    return after.stream().anyMatch(each -> !before.contains(each) && !each.isBuiltIn());
  }
}
