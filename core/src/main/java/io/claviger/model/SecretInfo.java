package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The facts about one secret of a key that are not secret themselves.
 *
 * @param createdAt cut to microseconds
 * @param expiresAt the instant from which the secret no longer authenticates; empty for never; cut
 *     to microseconds
 * @param grace how long this secret stays valid after a newer secret of its key, which has no grace
 *     itself, was first used. Empty if the use of a newer secret does not end this one. Zero to 365
 *     days, cut to microseconds
 */
public record SecretInfo(
    SecretId id,
    SecretHint hint,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Duration> grace) {
  /**
   * A secret that somebody else has seen, or an access token of it, as {@link
   * io.claviger.ApiKeys#reportLeak} found it.
   *
   * @param ended true if it was good until now, and is deleted or ended; false if it had expired by
   *     the clock of this node, or was ended. False also for a token if the store ends none; then
   *     delete the secret
   */
  public record Leak(
      OrganizationId organization, ApiKeyId apiKey, SecretId secretId, boolean ended) {
    /** Checks that no part is null. */
    public Leak {
      Arguments.require(organization, "organization", apiKey, "apiKey", secretId, "secretId");
    }
  }

  /** The maximum grace. */
  public static final Duration LONGEST_GRACE = Duration.ofDays(365);

  /**
   * Cuts the times to microseconds. Throws {@link InvalidValueException} for a grace out of range.
   */
  public SecretInfo {
    Arguments.require(
        createdAt, "createdAt", expiresAt, "expiresAt", grace, "grace", id, "id", hint, "hint");
    createdAt = Timestamps.micros("created", createdAt);
    expiresAt = expiresAt.map(at -> Timestamps.micros("expiry", at));
    grace = grace.map(duration -> Timestamps.span("grace", duration, LONGEST_GRACE));
  }

  /** Creates a secret whose expiry does not depend on another secret. */
  public SecretInfo(SecretId id, SecretHint hint, Instant createdAt, Optional<Instant> expiresAt) {
    this(id, hint, createdAt, expiresAt, Optional.empty());
  }

  /** Returns the same secret with an expiry at this instant, unless it expires earlier. */
  public SecretInfo endingAt(Instant at) {
    Objects.requireNonNull(at, "at");
    Instant end = expiresAt.filter(at::isAfter).orElse(at);
    return new SecretInfo(id, hint, createdAt, Optional.of(end), grace);
  }

  /**
   * Returns the same secret after a newer one was used at this instant: it expires after its grace,
   * or earlier.
   */
  public SecretInfo supersededAt(Instant instant) {
    Objects.requireNonNull(instant, "instant");
    Optional<Instant> end = grace.map(instant::plus).map(this::endingAt).orElse(this).expiresAt();
    return new SecretInfo(id, hint, createdAt, end);
  }

  /** Returns the same secret with this grace, unless it already has a shorter one. */
  public SecretInfo endingAfterUse(Duration newGrace) {
    Objects.requireNonNull(newGrace, "grace");
    Duration shorter = grace.filter(present -> present.compareTo(newGrace) < 0).orElse(newGrace);
    return new SecretInfo(id, hint, createdAt, expiresAt, Optional.of(shorter));
  }

  /**
   * Returns the same secret without a grace, so that its expiry does not depend on another secret.
   */
  public SecretInfo withoutGrace() {
    return new SecretInfo(id, hint, createdAt, expiresAt);
  }

  /**
   * Checks whether the secret authenticates at this instant. At the instant of its expiry it no
   * longer does.
   */
  public boolean isLive(Instant now) {
    Objects.requireNonNull(now, "now");
    return expiresAt.isEmpty() || now.isBefore(expiresAt.get());
  }
}
