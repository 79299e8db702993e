package io.claviger.spi;

import io.claviger.InvalidValue;
import io.claviger.SecretId;
import io.claviger.SecretInfo;
import io.claviger.internal.value.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a request needs of a secret.
 *
 * @param expiresAt from this instant on it no longer authenticates, in microseconds; empty for
 *     never
 * @param grace as {@link SecretInfo} tells it; where it is left out, the secret does not end when a
 *     newer one is used
 * @param verifiers in order, at most 100; any one of them accepts the secret; immutable
 */
public record LookupSecret(
    SecretId id, Optional<Instant> expiresAt, Optional<Duration> grace, List<Verifier> verifiers) {
  /**
   * Copies the list, and cuts the times to microseconds; no part may be null. Throws {@link
   * InvalidValue} if there are too many verifiers, or for a time out of range.
   */
  public LookupSecret {
    Objects.requireNonNull(id, "id");
    expiresAt = expiresAt.map(at -> Timestamps.micros("expiry", at));
    grace = grace.map(duration -> Timestamps.span("grace", duration, SecretInfo.LONGEST_GRACE));
    verifiers = List.copyOf(verifiers);
    StoredSecret.requireFew(verifiers);
  }

  /** The same of a secret as it is stored. */
  public static LookupSecret of(StoredSecret stored) {
    return new LookupSecret(
        stored.info().id(), stored.info().expiresAt(), stored.info().grace(), stored.verifiers());
  }
}
