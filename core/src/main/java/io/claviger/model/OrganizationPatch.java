package io.claviger.model;

import io.claviger.access.Caller;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What shall change about an organization; an empty part stays as it is.
 *
 * @param limits only the host itself may change them, see {@link Caller.Application}
 */
public record OrganizationPatch(
    Optional<String> name,
    Optional<Boolean> whitelistRequired,
    Optional<Lifetime> lifetime,
    Optional<Limits> limits) {
  /**
   * A maximum lifetime to be set.
   *
   * @param longest empty for none, see {@link OrganizationSettings#maximumLifetime}
   */
  public record Lifetime(Optional<Duration> longest) {
    /** Throws {@link InvalidValueException} for one out of range. */
    public Lifetime {
      longest = longest.map(OrganizationSettings::lifetime);
    }
  }

  private static final OrganizationPatch NOTHING =
      new OrganizationPatch(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Throws {@link InvalidValueException} for a bad name. */
  public OrganizationPatch {
    Objects.requireNonNull(whitelistRequired, "whitelistRequired");
    Objects.requireNonNull(lifetime, "lifetime");
    Objects.requireNonNull(limits, "limits");
    name.ifPresent(
        text -> DisplayText.requireWords(ErrorCode.INVALID_VALUE, "organization name", text));
  }

  /** Changes nothing yet. */
  public static OrganizationPatch nothing() {
    return NOTHING;
  }

  /** Also renames it. */
  public OrganizationPatch rename(String newName) {
    return new OrganizationPatch(Optional.of(newName), whitelistRequired, lifetime, limits);
  }

  /** Also says whether keys need a whitelist. */
  public OrganizationPatch requireWhitelist(boolean required) {
    return new OrganizationPatch(name, Optional.of(required), lifetime, limits);
  }

  /** Also lets an expiry that is set from now on lie so far ahead at most. */
  public OrganizationPatch limitLifetime(Duration longest) {
    return new OrganizationPatch(
        name, whitelistRequired, Optional.of(new Lifetime(Optional.of(longest))), limits);
  }

  /** Also lets keys last for ever again. */
  public OrganizationPatch unlimitLifetime() {
    return new OrganizationPatch(
        name, whitelistRequired, Optional.of(new Lifetime(Optional.empty())), limits);
  }

  /** Also sets what it may hold. */
  public OrganizationPatch limit(Limits newLimits) {
    return new OrganizationPatch(name, whitelistRequired, lifetime, Optional.of(newLimits));
  }
}
