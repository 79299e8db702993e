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
 */
public record ApiKeyPatch(
    Optional<String> description,
    Optional<Labels> labels,
    Optional<SortedSet<Role>> organizationRoles,
    Optional<Boolean> enabled,
    Optional<Expiry> expiry) {
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

  private static final ApiKeyPatch NOTHING =
      new ApiKeyPatch(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Copies the roles. Throws {@link InvalidValueException} for a bad description or label, an empty
   * set of roles, or a role of projects.
   */
  public ApiKeyPatch {
    Arguments.require(description, "description", organizationRoles, "organizationRoles");
    Objects.requireNonNull(labels, "labels").ifPresent(Labels::requireNew);
    Arguments.require(enabled, "enabled", expiry, "expiry");
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
    return new ApiKeyPatch(Optional.of(newDescription), labels, organizationRoles, enabled, expiry);
  }

  /** Also replaces all labels. */
  public ApiKeyPatch label(Labels newLabels) {
    Objects.requireNonNull(newLabels, "labels");
    return new ApiKeyPatch(description, Optional.of(newLabels), organizationRoles, enabled, expiry);
  }

  /** Also replaces the roles on the organization. */
  public ApiKeyPatch replaceOrganizationRoles(Role... roles) {
    Objects.requireNonNull(roles, "roles");
    return new ApiKeyPatch(
        description, labels, Optional.of(new TreeSet<>(Arrays.asList(roles))), enabled, expiry);
  }

  /** Also enables the key. */
  public ApiKeyPatch enable() {
    return new ApiKeyPatch(description, labels, organizationRoles, Optional.of(true), expiry);
  }

  /** Also disables the key. */
  public ApiKeyPatch disable() {
    return new ApiKeyPatch(description, labels, organizationRoles, Optional.of(false), expiry);
  }

  /** Also sets the expiry. */
  public ApiKeyPatch expireAt(Instant instant) {
    Objects.requireNonNull(instant, "instant");
    return new ApiKeyPatch(
        description,
        labels,
        organizationRoles,
        enabled,
        Optional.of(new Expiry(Optional.of(instant))));
  }

  /** Also removes the expiry. */
  public ApiKeyPatch neverExpire() {
    return new ApiKeyPatch(
        description, labels, organizationRoles, enabled, Optional.of(new Expiry(Optional.empty())));
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
