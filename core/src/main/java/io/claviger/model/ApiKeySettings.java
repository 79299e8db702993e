package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The parts of a key that may change.
 *
 * @param description 1 to 250 code points of plain text; need not be unique
 * @param roles at least one; immutable and in order. A change never leaves more than {@link
 *     #MAX_ROLES}, unless the key already had as many before this limit existed
 * @param enabled false while the key is disabled
 * @param expiresAt the instant from which the key is expired; empty for never; cut to microseconds
 * @param rateLimit how often the key may be used; empty for {@link Limits#keyRate} of its
 *     organization
 * @param name 1 to 250 code points of plain text, as the description; need not be unique; empty for
 *     none
 */
public record ApiKeySettings(
    String description,
    Labels labels,
    SortedSet<RoleAssignment> roles,
    Whitelist whitelist,
    boolean enabled,
    Optional<Instant> expiresAt,
    Optional<Limits.Rate> rateLimit,
    Optional<String> name) {
  /**
   * The maximum number of roles of a key, on the organization and all projects together. It
   * includes {@code ORG_MEMBER} where the library adds that role.
   */
  public static final int MAX_ROLES = 1_000;

  /**
   * Copies the roles and cuts the instant. Throws {@link InvalidValueException} for a bad
   * description or name, or for no role.
   */
  public ApiKeySettings {
    Arguments.require(
        description, "description", roles, "roles", expiresAt, "expiresAt", labels, "labels");
    Arguments.require(whitelist, "whitelist", rateLimit, "rateLimit");
    DisplayText.require(ErrorCode.INVALID_DESCRIPTION, "description", description);
    Objects.requireNonNull(name, "name")
        .ifPresent(text -> DisplayText.require(ErrorCode.INVALID_VALUE, "name of a key", text));
    roles = NaturalOrder.copyOf(roles);
    expiresAt = expiresAt.map(at -> Timestamps.micros("expiry", at));
    if (roles.isEmpty()) {
      throw InvalidValueException.hidden(
          ErrorCode.ROLES_REQUIRED, "roles", "a key must have at least one role");
    }
  }

  /** Creates settings without a name. */
  public ApiKeySettings(
      String description,
      Labels labels,
      SortedSet<RoleAssignment> roles,
      Whitelist whitelist,
      boolean enabled,
      Optional<Instant> expiresAt,
      Optional<Limits.Rate> rateLimit) {
    this(description, labels, roles, whitelist, enabled, expiresAt, rateLimit, Optional.empty());
  }

  /** Checks whether the key has this role on the organization. */
  public boolean holds(Role role) {
    Objects.requireNonNull(role, "role");
    return roles.stream().anyMatch(held -> held.isOnOrganization(role));
  }

  /** Returns these settings with another description. */
  public ApiKeySettings withDescription(String newDescription) {
    return new ApiKeySettings(
        newDescription, labels, roles, whitelist, enabled, expiresAt, rateLimit, name);
  }

  /** Returns these settings with other labels. */
  public ApiKeySettings withLabels(Labels newLabels) {
    return new ApiKeySettings(
        description, newLabels, roles, whitelist, enabled, expiresAt, rateLimit, name);
  }

  /** Returns these settings with exactly these roles. */
  public ApiKeySettings withRoles(Collection<RoleAssignment> newRoles) {
    Objects.requireNonNull(newRoles, "roles");
    return new ApiKeySettings(
        description,
        labels,
        new TreeSet<>(newRoles),
        whitelist,
        enabled,
        expiresAt,
        rateLimit,
        name);
  }

  /** Returns these settings with another whitelist. */
  public ApiKeySettings withWhitelist(Whitelist newWhitelist) {
    return new ApiKeySettings(
        description, labels, roles, newWhitelist, enabled, expiresAt, rateLimit, name);
  }

  /** Returns these settings with another state and expiry. */
  public ApiKeySettings withValidity(boolean newEnabled, Optional<Instant> newExpiresAt) {
    return new ApiKeySettings(
        description, labels, roles, whitelist, newEnabled, newExpiresAt, rateLimit, name);
  }

  /** Returns these settings with another rate limit. */
  public ApiKeySettings withRateLimit(Optional<Limits.Rate> newRateLimit) {
    return new ApiKeySettings(
        description, labels, roles, whitelist, enabled, expiresAt, newRateLimit, name);
  }

  /** Returns these settings with another name. */
  public ApiKeySettings withName(Optional<String> newName) {
    return new ApiKeySettings(
        description, labels, roles, whitelist, enabled, expiresAt, rateLimit, newName);
  }

  /** Checks whether the key is expired at this instant. At its expiry it is expired. */
  public boolean isExpired(Instant now) {
    Objects.requireNonNull(now, "now");
    return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
  }
}
