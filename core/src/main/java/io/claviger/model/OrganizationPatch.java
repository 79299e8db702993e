package io.claviger.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A change of an organization; what a patch does not name stays as it is. Immutable: each method
 * returns a patch that makes one more change. If two name the same part, the later one counts.
 */
public final class OrganizationPatch {
  private static final OrganizationPatch NOTHING = new OrganizationPatch(UnaryOperator.identity());

  private final UnaryOperator<OrganizationSettings> change;

  private OrganizationPatch(UnaryOperator<OrganizationSettings> change) {
    this.change = change;
  }

  /** Returns a patch that changes nothing yet. */
  public static OrganizationPatch nothing() {
    return NOTHING;
  }

  /** Returns the settings that these become by the patch. */
  public OrganizationSettings applyTo(OrganizationSettings settings) {
    return change.apply(Objects.requireNonNull(settings, "settings"));
  }

  /**
   * Also renames the organization.
   *
   * @throws InvalidValueException for a bad name
   */
  public OrganizationPatch rename(String name) {
    Objects.requireNonNull(name, "name");
    DisplayText.requireWords(ErrorCode.INVALID_VALUE, "organization name", name);
    return and(settings -> settings.withName(name));
  }

  /** Also sets whether keys need a whitelist. */
  public OrganizationPatch requireWhitelist(boolean required) {
    return and(settings -> settings.withWhitelistRequired(required));
  }

  /**
   * Also sets the maximum lifetime: how far ahead an expiry may be that is set from now on.
   *
   * @throws InvalidValueException for a lifetime out of range, see {@link
   *     OrganizationSettings#maxLifetime}
   */
  public OrganizationPatch limitLifetime(Duration longest) {
    Objects.requireNonNull(longest, "longest");
    Optional<Duration> lifetime = Optional.of(OrganizationSettings.lifetime(longest));
    return and(settings -> settings.withMaxLifetime(lifetime));
  }

  /** Also removes the maximum lifetime, so that keys need not expire. */
  public OrganizationPatch unlimitLifetime() {
    return and(settings -> settings.withMaxLifetime(Optional.empty()));
  }

  /**
   * Also sets the limits. Only the application itself may change them, see {@link
   * io.claviger.access.Caller.Application}.
   */
  public OrganizationPatch limit(Limits limits) {
    Objects.requireNonNull(limits, "limits");
    return and(settings -> settings.withLimits(limits));
  }

  private OrganizationPatch and(UnaryOperator<OrganizationSettings> next) {
    return new OrganizationPatch(settings -> next.apply(change.apply(settings)));
  }
}
