package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.time.Duration;
import java.util.Optional;

/**
 * The parts of an organization that may change.
 *
 * @param name 1 to 250 code points of plain text; need not be unique
 * @param whitelistRequired true: a key with an empty whitelist can do nothing, even if it is an
 *     owner. False: an empty whitelist admits every address
 * @param maximumLifetime how far ahead the expiry of a key may be when it is set; empty: a key need
 *     not expire. Existing keys stay as they are. More than zero, up to 36500 days, cut to
 *     microseconds
 * @param limits set by the application, see {@link io.claviger.ApiKeys#updateOrganization}
 */
public record OrganizationSettings(
    String name, boolean whitelistRequired, Optional<Duration> maximumLifetime, Limits limits) {
  private static final Duration SHORTEST = Duration.ofNanos(1000);
  private static final Duration LONGEST = Duration.ofDays(36_500);

  /** Throws {@link InvalidValueException} for a bad name, or a lifetime out of range. */
  public OrganizationSettings {
    Arguments.require(name, "name", maximumLifetime, "maximumLifetime", limits, "limits");
    DisplayText.require(ErrorCode.INVALID_VALUE, "organization name", name);
    maximumLifetime = maximumLifetime.map(OrganizationSettings::lifetime);
  }

  /** Creates settings without a maximum lifetime. */
  public OrganizationSettings(String name, boolean whitelistRequired, Limits limits) {
    this(name, whitelistRequired, Optional.empty(), limits);
  }

  /**
   * Cuts a maximum lifetime to microseconds. Throws {@link InvalidValueException} if it is out of
   * range.
   */
  static Duration lifetime(Duration duration) {
    if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
      throw InvalidValueException.of(
          "maximum lifetime",
          duration,
          "must be more than zero, at most "
              + LONGEST.toDays()
              + " days; to forbid new keys, lower the limit of keys");
    }
    return Timestamps.span("maximum lifetime", duration, LONGEST);
  }
}
