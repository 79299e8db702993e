package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A change of a key; an empty part stays as it is. Separate methods change the whitelist.
 *
 * @param organizationRoles replaces the roles on the organization; roles on projects stay. Not
 *     empty if given
 * @param enabled enables or disables the key
 * @param expiry a new expiry, or its removal
 * @param rateLimit a new rate limit, or its removal
 * @param name a new name
 */
public record ApiKeyPatch(
    Optional<String> description,
    Optional<Labels> labels,
    Optional<SortedSet<Role>> organizationRoles,
    Optional<Boolean> enabled,
    Optional<Expiry> expiry,
    Optional<RateLimit> rateLimit,
    Optional<String> name) {
  /**
   * A new expiry.
   *
   * @param at empty for never; cut to microseconds
   */
  public record Expiry(Optional<Instant> at) {
    /** Cuts the instant to microseconds. */
    public Expiry {
      Objects.requireNonNull(at, "at");
      at = at.map(instant -> Timestamps.micros("expiry", instant));
    }
  }

  /**
   * A new rate limit.
   *
   * @param rate empty for none
   */
  public record RateLimit(Optional<Limits.Rate> rate) {
    /** Checks that the rate is not null. */
    public RateLimit {
      Objects.requireNonNull(rate, "rate");
    }
  }

  private static final ApiKeyPatch NOTHING =
      new ApiKeyPatch(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /**
   * Copies the roles. Throws {@link InvalidValueException} for a bad description, label or name, an
   * empty set of roles, or a role of projects.
   */
  public ApiKeyPatch {
    Arguments.require(description, "description", organizationRoles, "organizationRoles");
    Objects.requireNonNull(labels, "labels").ifPresent(Labels::requireNew);
    Arguments.require(enabled, "enabled", expiry, "expiry", rateLimit, "rateLimit");
    Objects.requireNonNull(name, "name")
        .ifPresent(
            text -> DisplayText.requireWords(ErrorCode.INVALID_VALUE, "name of a key", text));
    description.ifPresent(
        text -> DisplayText.requireWords(ErrorCode.INVALID_DESCRIPTION, "description", text));
    organizationRoles = organizationRoles.map(NaturalOrder::copyOf);
    organizationRoles.ifPresent(ApiKeyPatch::requireOrganizationRoles);
  }

  /** Returns a patch that changes nothing yet. */
  public static ApiKeyPatch nothing() {
    return NOTHING;
  }

  /** Also sets the description. */
  public ApiKeyPatch describe(String newDescription) {
    Objects.requireNonNull(newDescription, "description");
    return with(Optional.of(newDescription), labels, organizationRoles);
  }

  /** Also sets the name. */
  public ApiKeyPatch rename(String newName) {
    Objects.requireNonNull(newName, "name");
    return new ApiKeyPatch(
        description, labels, organizationRoles, enabled, expiry, rateLimit, Optional.of(newName));
  }

  /** Also replaces all labels. */
  public ApiKeyPatch label(Labels newLabels) {
    Objects.requireNonNull(newLabels, "labels");
    return with(description, Optional.of(newLabels), organizationRoles);
  }

  /** Also replaces the roles on the organization. */
  public ApiKeyPatch replaceOrganizationRoles(Role... roles) {
    Objects.requireNonNull(roles, "roles");
    return with(description, labels, Optional.of(new TreeSet<>(Arrays.asList(roles))));
  }

  /** Also enables the key. */
  public ApiKeyPatch enable() {
    return withUse(Optional.of(true), expiry, rateLimit);
  }

  /** Also disables the key. */
  public ApiKeyPatch disable() {
    return withUse(Optional.of(false), expiry, rateLimit);
  }

  /** Also sets the expiry. */
  public ApiKeyPatch expireAt(Instant instant) {
    Objects.requireNonNull(instant, "instant");
    return withUse(enabled, Optional.of(new Expiry(Optional.of(instant))), rateLimit);
  }

  /** Also removes the expiry. */
  public ApiKeyPatch neverExpire() {
    return withUse(enabled, Optional.of(new Expiry(Optional.empty())), rateLimit);
  }

  /** Also sets the rate limit. */
  public ApiKeyPatch limitRate(Limits.Rate rate) {
    Objects.requireNonNull(rate, "rate");
    return withUse(enabled, expiry, Optional.of(new RateLimit(Optional.of(rate))));
  }

  /** Also removes the rate limit. */
  public ApiKeyPatch unlimitRate() {
    return withUse(enabled, expiry, Optional.of(new RateLimit(Optional.empty())));
  }

  private ApiKeyPatch with(
      Optional<String> text, Optional<Labels> newLabels, Optional<SortedSet<Role>> roles) {
    return new ApiKeyPatch(text, newLabels, roles, enabled, expiry, rateLimit, name);
  }

  private ApiKeyPatch withUse(
      Optional<Boolean> newEnabled, Optional<Expiry> newExpiry, Optional<RateLimit> newRate) {
    return new ApiKeyPatch(
        description, labels, organizationRoles, newEnabled, newExpiry, newRate, name);
  }

  private static void requireOrganizationRoles(SortedSet<Role> roles) {
    if (roles.isEmpty()) {
      throw InvalidValueException.hidden(
          ErrorCode.ROLES_REQUIRED,
          "roles",
          "a key must have at least one role; omit the part to keep its roles");
    }
    roles.forEach(RoleAssignment::onOrganization);
  }
}
