package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A change of an organization; an empty part stays as it is.
 *
 * @param limits only the application itself may change them, see {@link
 *     io.claviger.access.Caller.Application}
 */
public record OrganizationPatch(
    Optional<String> name,
    Optional<Boolean> whitelistRequired,
    Optional<Lifetime> lifetime,
    Optional<Limits> limits) {
  /**
   * A new maximum lifetime.
   *
   * @param longest empty for none, see {@link OrganizationSettings#maximumLifetime}
   */
  public record Lifetime(Optional<Duration> longest) {
    /** Throws {@link InvalidValueException} for a lifetime out of range. */
    public Lifetime {
      longest = Objects.requireNonNull(longest, "longest").map(OrganizationSettings::lifetime);
    }
  }

  private static final OrganizationPatch NOTHING =
      new OrganizationPatch(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Throws {@link InvalidValueException} for a bad name. */
  public OrganizationPatch {
    Arguments.require(name, "name", whitelistRequired, "whitelistRequired", lifetime, "lifetime");
    Objects.requireNonNull(limits, "limits");
    name.ifPresent(
        text -> DisplayText.requireWords(ErrorCode.INVALID_VALUE, "organization name", text));
  }

  /** Returns a patch that changes nothing yet. */
  public static OrganizationPatch nothing() {
    return NOTHING;
  }

  /** Also renames the organization. */
  public OrganizationPatch rename(String newName) {
    Objects.requireNonNull(newName, "name");
    return new OrganizationPatch(Optional.of(newName), whitelistRequired, lifetime, limits);
  }

  /** Also sets whether keys need a whitelist. */
  public OrganizationPatch requireWhitelist(boolean required) {
    return new OrganizationPatch(name, Optional.of(required), lifetime, limits);
  }

  /** Also sets the maximum lifetime: how far ahead an expiry may be that is set from now on. */
  public OrganizationPatch limitLifetime(Duration longest) {
    Objects.requireNonNull(longest, "longest");
    return new OrganizationPatch(
        name, whitelistRequired, Optional.of(new Lifetime(Optional.of(longest))), limits);
  }

  /** Also removes the maximum lifetime, so that keys need not expire. */
  public OrganizationPatch unlimitLifetime() {
    return new OrganizationPatch(
        name, whitelistRequired, Optional.of(new Lifetime(Optional.empty())), limits);
  }

  /** Also sets the limits. */
  public OrganizationPatch limit(Limits newLimits) {
    Objects.requireNonNull(newLimits, "limits");
    return new OrganizationPatch(name, whitelistRequired, lifetime, Optional.of(newLimits));
  }
}
