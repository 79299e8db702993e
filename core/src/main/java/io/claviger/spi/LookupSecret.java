package io.claviger.spi;

import io.claviger.InvalidValue;
import io.claviger.SecretId;
import io.claviger.SecretInfo;
import io.claviger.internal.value.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a request needs of a secret.
 *
 * @param expiresAt from this instant on it no longer authenticates, in microseconds; empty for
 *     never
 * @param grace how long it lives on once a newer secret of its key has authenticated, as {@link
 *     SecretInfo} tells it
 * @param verifiers in order, at most 100; any one of them accepts the secret; immutable
 */
public record LookupSecret(
    SecretId id, Optional<Instant> expiresAt, Optional<Duration> grace, List<Verifier> verifiers) {
  /**
   * Copies the list, and cuts the times to microseconds; throws {@link InvalidValue} if it is too
   * long, or for a grace out of range.
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

  /** When it would end if a newer one were used at this instant; empty for never. */
  public Optional<Instant> endIfSuperseded(Instant at) {
    return Stream.concat(expiresAt.stream(), grace.map(at::plus).stream())
        .min(Comparator.naturalOrder());
  }
}
