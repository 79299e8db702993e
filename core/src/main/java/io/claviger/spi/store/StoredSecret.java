package io.claviger.spi.store;

import io.claviger.internal.text.Arguments;
import io.claviger.model.InvalidValueException;
import io.claviger.model.SecretInfo;
import io.claviger.spi.Verifier;
import java.util.List;

/**
 * A secret of a key as a store keeps it.
 *
 * @param verifiers in order, at most 100; any one of them accepts the secret; immutable
 */
public record StoredSecret(SecretInfo info, List<Verifier> verifiers) {
  private static final int MAX_VERIFIERS = 100;

  /** Copies the list. Throws {@link InvalidValueException} if it is too long. */
  public StoredSecret {
    Arguments.require(verifiers, "verifiers", info, "info");
    verifiers = List.copyOf(verifiers);
    requireFew(verifiers);
  }

  static void requireFew(List<Verifier> verifiers) {
    if (verifiers.size() > MAX_VERIFIERS) {
      throw InvalidValueException.of(
          "verifiers of a secret",
          verifiers.size(),
          "must be at most " + MAX_VERIFIERS + ", one for each scheme that applications still use");
    }
  }
}
