package io.claviger.spi;

import io.claviger.SecretInfo;
import java.util.List;

/**
 * A secret of a key as it is kept.
 *
 * @param verifiers in order; any one of them accepts the secret; immutable
 */
public record StoredSecret(SecretInfo info, List<Verifier> verifiers) {
  /** Copies the list. */
  public StoredSecret {
    verifiers = List.copyOf(verifiers);
  }
}
