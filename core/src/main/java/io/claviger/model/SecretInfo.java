package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The facts about one secret of a key that are not secret themselves. Immutable. */
public final class SecretInfo {
  /** The maximum grace. */
  public static final Duration MAX_GRACE = Duration.ofDays(365);

  private final SecretId id;
  private final SecretHint hint;
  private final Instant createdAt;
  private final Optional<Instant> expiresAt;
  private final Optional<Duration> grace;

  private SecretInfo(
      SecretId id,
      SecretHint hint,
      Instant createdAt,
      Optional<Instant> expiresAt,
      Optional<Duration> grace) {
    Arguments.require(
        createdAt, "createdAt", expiresAt, "expiresAt", grace, "grace", id, "id", hint, "hint");
    this.id = id;
    this.hint = hint;
    this.createdAt = Timestamps.micros("created", createdAt);
    this.expiresAt = expiresAt.map(at -> Timestamps.micros("expiry", at));
    this.grace = grace.map(duration -> Timestamps.span("grace", duration, MAX_GRACE));
  }

  /**
   * Returns the facts about a secret from all their parts; the times are cut to microseconds. This
   * is for stores, and gets a parameter for each new part.
   *
   * @throws InvalidValueException for a grace out of range, or a time outside of the years 1 to
   *     9999
   */
  public static SecretInfo of(
      SecretId id,
      SecretHint hint,
      Instant createdAt,
      Optional<Instant> expiresAt,
      Optional<Duration> grace) {
    return new SecretInfo(id, hint, createdAt, expiresAt, grace);
  }

  /** Returns the id of the secret. */
  public SecretId id() {
    return id;
  }

  /** Returns what may be shown of the secret. */
  public SecretHint hint() {
    return hint;
  }

  /** Returns when the secret was created, cut to microseconds. */
  public Instant createdAt() {
    return createdAt;
  }

  /**
   * Returns the instant from which the secret no longer authenticates, cut to microseconds; empty
   * for never.
   */
  public Optional<Instant> expiresAt() {
    return expiresAt;
  }

  /**
   * Returns how long this secret stays valid after a newer secret of its key, which has no grace
   * itself, was first used: zero to 365 days, cut to microseconds. Empty if the use of a newer
   * secret does not end this one.
   */
  public Optional<Duration> grace() {
    return grace;
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
    return new SecretInfo(id, hint, createdAt, end, Optional.empty());
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
    return new SecretInfo(id, hint, createdAt, expiresAt, Optional.empty());
  }

  /**
   * Checks whether the secret authenticates at this instant. At the instant of its expiry it no
   * longer does.
   */
  public boolean isLive(Instant now) {
    Objects.requireNonNull(now, "now");
    return expiresAt.isEmpty() || now.isBefore(expiresAt.get());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SecretInfo that
        && id.equals(that.id)
        && hint.equals(that.hint)
        && createdAt.equals(that.createdAt)
        && expiresAt.equals(that.expiresAt)
        && grace.equals(that.grace);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, hint, createdAt, expiresAt, grace);
  }

  @Override
  public String toString() {
    return "SecretInfo[id=%s, hint=%s, createdAt=%s, expiresAt=%s, grace=%s]"
        .formatted(id, hint, createdAt, expiresAt, grace);
  }

  /**
   * A secret that somebody else has seen, or an access token of it, as {@link
   * io.claviger.ApiKeys#reportLeak} found it. Immutable.
   */
  public static final class Leak {
    private final OrganizationId organization;
    private final ApiKeyId apiKey;
    private final SecretId secretId;
    private final boolean revoked;

    private Leak(OrganizationId organization, ApiKeyId apiKey, SecretId secretId, boolean revoked) {
      Arguments.require(organization, "organization", apiKey, "apiKey", secretId, "secretId");
      this.organization = organization;
      this.apiKey = apiKey;
      this.secretId = secretId;
      this.revoked = revoked;
    }

    /** Returns a leak. The library calls this, not applications. */
    public static Leak of(
        OrganizationId organization, ApiKeyId apiKey, SecretId secretId, boolean revoked) {
      return new Leak(organization, apiKey, secretId, revoked);
    }

    /** Returns the organization of the key. */
    public OrganizationId organization() {
      return organization;
    }

    /** Returns the key of the secret. */
    public ApiKeyId apiKey() {
      return apiKey;
    }

    /** Returns the id of the secret. */
    public SecretId secretId() {
      return secretId;
    }

    /**
     * Checks whether it was good until now, and is deleted or revoked. False if it had expired by
     * the clock of this node, or was revoked before. False also for a token if the store revokes
     * none; then delete the secret.
     */
    public boolean isRevoked() {
      return revoked;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Leak that
          && organization.equals(that.organization)
          && apiKey.equals(that.apiKey)
          && secretId.equals(that.secretId)
          && revoked == that.revoked;
    }

    @Override
    public int hashCode() {
      return Objects.hash(organization, apiKey, secretId, revoked);
    }

    @Override
    public String toString() {
      return "Leak[organization=%s, apiKey=%s, secretId=%s, revoked=%s]"
          .formatted(organization, apiKey, secretId, revoked);
    }
  }
}
