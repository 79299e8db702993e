package io.claviger.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What may be known about one secret of a key.
 *
 * @param createdAt microseconds; finer parts are cut off
 * @param expiresAt from this instant on the secret no longer authenticates; empty for never
 * @param grace how long it lives on once a newer secret of its key, which has no grace itself, has
 *     authenticated; empty where that makes no difference. Zero to 365 days, in microseconds
 */
public record SecretInfo(
    SecretId id,
    SecretHint hint,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Duration> grace) {
  /** The longest grace. */
  public static final Duration LONGEST_GRACE = Duration.ofDays(365);

  /**
   * Cuts the times to microseconds; throws {@link InvalidValueException} for a grace out of range.
   */
  public SecretInfo {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(hint, "hint");
    createdAt = Timestamps.micros("created", createdAt);
    expiresAt = expiresAt.map(at -> Timestamps.micros("expiry", at));
    grace = grace.map(duration -> Timestamps.span("grace", duration, LONGEST_GRACE));
  }

  /** One whose end does not depend on another secret. */
  public SecretInfo(SecretId id, SecretHint hint, Instant createdAt, Optional<Instant> expiresAt) {
    this(id, hint, createdAt, expiresAt, Optional.empty());
  }

  /** The same, ending at this instant unless it ends before. */
  public SecretInfo endingAt(Instant at) {
    Instant end = expiresAt.filter(at::isAfter).orElse(at);
    return new SecretInfo(id, hint, createdAt, Optional.of(end), grace);
  }

  /** The same, ending its grace after this instant, at which a newer one was used. */
  public SecretInfo supersededAt(Instant instant) {
    Optional<Instant> end = grace.map(instant::plus).map(this::endingAt).orElse(this).expiresAt();
    return new SecretInfo(id, hint, createdAt, end);
  }

  /** The same, ending this long after a newer one has authenticated, or before that. */
  public SecretInfo endingAfterUse(Duration newGrace) {
    Duration shorter = grace.filter(present -> present.compareTo(newGrace) < 0).orElse(newGrace);
    return new SecretInfo(id, hint, createdAt, expiresAt, Optional.of(shorter));
  }

  /** The same, whose end does not depend on another secret. */
  public SecretInfo withoutGrace() {
    return new SecretInfo(id, hint, createdAt, expiresAt);
  }

  /**
   * Whether the secret authenticates at this instant; an instant equal to the expiry is expired.
   */
  public boolean isLive(Instant now) {
    return expiresAt.isEmpty() || now.isBefore(expiresAt.get());
  }
}
