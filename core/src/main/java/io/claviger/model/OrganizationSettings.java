package io.claviger.model;

import io.claviger.ApiKeys;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What may change about an organization.
 *
 * @param name 1 to 250 code points of plain text; need not be unique
 * @param whitelistRequired true: a key with an empty whitelist can do nothing, owners included.
 *     False: an empty whitelist admits every address
 * @param maximumLifetime how far ahead the expiry of a key may lie when it is set; empty: a key
 *     need not expire. Keys that were there before stay as they are. More than zero, up to 36500
 *     days, in microseconds
 * @param limits the host's, see {@link ApiKeys#updateOrganization}
 */
public record OrganizationSettings(
    String name, boolean whitelistRequired, Optional<Duration> maximumLifetime, Limits limits) {
  private static final Duration SHORTEST = Duration.ofNanos(1000);
  private static final Duration LONGEST = Duration.ofDays(36_500);

  /** Throws {@link InvalidValueException} for a bad name, or a lifetime out of range. */
  public OrganizationSettings {
    Objects.requireNonNull(limits, "limits");
    DisplayText.require(ErrorCode.INVALID_VALUE, "organization name", name);
    maximumLifetime = maximumLifetime.map(OrganizationSettings::lifetime);
  }

  /** Without a maximum lifetime. */
  public OrganizationSettings(String name, boolean whitelistRequired, Limits limits) {
    this(name, whitelistRequired, Optional.empty(), limits);
  }

  /** That maximum in microseconds; throws {@link InvalidValueException} for one out of range. */
  static Duration lifetime(Duration duration) {
    if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE,
          "maximum lifetime",
          duration.toString(),
          "must be more than zero, at most "
              + LONGEST.toDays()
              + " days; to forbid new keys, lower the limit of keys");
    }
    return Timestamps.span("maximum lifetime", duration, LONGEST);
  }
}
