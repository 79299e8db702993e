package io.claviger.spi;

import io.claviger.SecretInfo;
import java.util.List;
import java.util.Objects;

/**
 * A secret of a key as it is kept.
 *
 * @param verifiers in order; any one of them accepts the secret; immutable
 */
public record StoredSecret(SecretInfo info, List<Verifier> verifiers) {
  /** Copies the list. */
  public StoredSecret {
    Objects.requireNonNull(info, "info");
    verifiers = List.copyOf(verifiers);
  }
}
