package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts of an organization that may change. Immutable. */
public final class OrganizationSettings {
  private static final Duration MIN = Duration.ofNanos(1000);
  private static final Duration MAX = Duration.ofDays(36_500);

  private final String name;
  private final boolean whitelistRequired;
  private final Optional<Duration> maxLifetime;
  private final Limits limits;

  private OrganizationSettings(
      String name, boolean whitelistRequired, Optional<Duration> maxLifetime, Limits limits) {
    Arguments.require(name, "name", maxLifetime, "maxLifetime", limits, "limits");
    DisplayText.require(ErrorCode.INVALID_VALUE, "organization name", name);
    this.name = name;
    this.whitelistRequired = whitelistRequired;
    this.maxLifetime = maxLifetime.map(OrganizationSettings::lifetime);
    this.limits = limits;
  }

  /**
   * Returns settings of all these parts. This is for stores, and gets a parameter for each new
   * part; an application changes settings by an {@link OrganizationPatch}.
   *
   * @throws InvalidValueException for a bad name, or a lifetime out of range
   */
  public static OrganizationSettings of(
      String name, boolean whitelistRequired, Optional<Duration> maxLifetime, Limits limits) {
    return new OrganizationSettings(name, whitelistRequired, maxLifetime, limits);
  }

  /** Returns the name: 1 to 250 code points of plain text; need not be unique. */
  public String name() {
    return name;
  }

  /**
   * Checks whether a key with an empty whitelist can do nothing, even if it is an owner. Otherwise
   * an empty whitelist admits every address.
   */
  public boolean isWhitelistRequired() {
    return whitelistRequired;
  }

  /**
   * Returns how far ahead the expiry of a key may be when it is set: more than zero, up to 36500
   * days, cut to microseconds. Empty: a key need not expire. Existing keys stay as they are.
   */
  public Optional<Duration> maxLifetime() {
    return maxLifetime;
  }

  /**
   * Returns the limits, which the application sets, see {@link
   * io.claviger.ApiKeys#updateOrganization}.
   */
  public Limits limits() {
    return limits;
  }

  /** Returns these settings with another name. */
  OrganizationSettings withName(String newName) {
    return new OrganizationSettings(newName, whitelistRequired, maxLifetime, limits);
  }

  /** Returns these settings with or without the requirement of whitelists. */
  public OrganizationSettings withWhitelistRequired(boolean required) {
    return new OrganizationSettings(name, required, maxLifetime, limits);
  }

  /** Returns these settings with another maximum lifetime, or without one. */
  OrganizationSettings withMaxLifetime(Optional<Duration> newMaximumLifetime) {
    return new OrganizationSettings(name, whitelistRequired, newMaximumLifetime, limits);
  }

  /** Returns these settings with other limits. */
  OrganizationSettings withLimits(Limits newLimits) {
    return new OrganizationSettings(name, whitelistRequired, maxLifetime, newLimits);
  }

  /**
   * Cuts a maximum lifetime to microseconds. Throws {@link InvalidValueException} if it is out of
   * range.
   */
  static Duration lifetime(Duration duration) {
    if (duration.compareTo(MIN) < 0 || duration.compareTo(MAX) > 0) {
      throw InvalidValueException.of(
          "maximum lifetime",
          duration,
          "must be more than zero, at most "
              + MAX.toDays()
              + " days; to forbid new keys, lower the limit of keys");
    }
    return Timestamps.span("maximum lifetime", duration, MAX);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OrganizationSettings that
        && name.equals(that.name)
        && whitelistRequired == that.whitelistRequired
        && maxLifetime.equals(that.maxLifetime)
        && limits.equals(that.limits);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, whitelistRequired, maxLifetime, limits);
  }

  @Override
  public String toString() {
    return "OrganizationSettings[name=%s, whitelistRequired=%s, maxLifetime=%s, limits=%s]"
        .formatted(name, whitelistRequired, maxLifetime, limits);
  }
}
