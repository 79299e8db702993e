package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The parts of a key that may change. Immutable. */
public final class ApiKeySettings {
  /**
   * The maximum number of roles of a key, on the organization and all projects together. It
   * includes {@code ORG_MEMBER} where the library adds that role.
   */
  public static final int MAX_ROLES = 1_000;

  private final String description;
  private final Labels labels;
  private final SortedSet<RoleAssignment> roles;
  private final Whitelist whitelist;
  private final boolean enabled;
  private final Optional<Instant> expiresAt;
  private final Optional<Limits.Rate> rateLimit;
  private final Optional<String> name;

  private ApiKeySettings(
      String description,
      Labels labels,
      SortedSet<RoleAssignment> roles,
      Whitelist whitelist,
      boolean enabled,
      Optional<Instant> expiresAt,
      Optional<Limits.Rate> rateLimit,
      Optional<String> name) {
    Arguments.require(
        description, "description", roles, "roles", expiresAt, "expiresAt", labels, "labels");
    Arguments.require(whitelist, "whitelist", rateLimit, "rateLimit");
    DisplayText.require(ErrorCode.INVALID_DESCRIPTION, "description", description);
    Objects.requireNonNull(name, "name")
        .ifPresent(text -> DisplayText.require(ErrorCode.INVALID_VALUE, "name of a key", text));
    this.description = description;
    this.labels = labels;
    this.roles = NaturalOrder.copyOf(roles);
    this.whitelist = whitelist;
    this.enabled = enabled;
    this.expiresAt = expiresAt.map(at -> Timestamps.micros("expiry", at));
    this.rateLimit = rateLimit;
    this.name = name;
    if (this.roles.isEmpty()) {
      throw InvalidValueException.hidden(
          ErrorCode.ROLES_REQUIRED, "roles", "a key must have at least one role");
    }
  }

  /**
   * Returns settings of all these parts: a copy of the roles, and the instant cut to microseconds.
   * This is for stores, and gets a parameter for each new part.
   *
   * @throws InvalidValueException for a bad description or name, or for no role
   */
  public static ApiKeySettings of(
      String description,
      Labels labels,
      SortedSet<RoleAssignment> roles,
      Whitelist whitelist,
      boolean enabled,
      Optional<Instant> expiresAt,
      Optional<Limits.Rate> rateLimit,
      Optional<String> name) {
    return new ApiKeySettings(
        description, labels, roles, whitelist, enabled, expiresAt, rateLimit, name);
  }

  /** Returns the description: 1 to 250 code points of plain text; need not be unique. */
  public String description() {
    return description;
  }

  /** Returns the labels. */
  public Labels labels() {
    return labels;
  }

  /**
   * Returns the roles, at least one; immutable and in order. A change never leaves more than {@link
   * #MAX_ROLES}, unless the key already had as many before this limit existed.
   */
  public SortedSet<RoleAssignment> roles() {
    return roles;
  }

  /** Returns the addresses from which the key may be used. */
  public Whitelist whitelist() {
    return whitelist;
  }

  /** Checks whether the key is not disabled. */
  public boolean isEnabled() {
    return enabled;
  }

  /** Returns the instant from which the key is expired, cut to microseconds; empty for never. */
  public Optional<Instant> expiresAt() {
    return expiresAt;
  }

  /**
   * Returns how often the key may be used; empty for {@link Limits#keyRate} of its organization.
   */
  public Optional<Limits.Rate> rateLimit() {
    return rateLimit;
  }

  /**
   * Returns the name: 1 to 250 code points of plain text, as the description; need not be unique;
   * empty for none.
   */
  public Optional<String> name() {
    return name;
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
    return new ApiKeySettings(
        description,
        labels,
        new TreeSet<>(Objects.requireNonNull(newRoles, "roles")),
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

  /** Returns these settings of a key that is enabled, or disabled. */
  public ApiKeySettings withEnabled(boolean newEnabled) {
    return new ApiKeySettings(
        description, labels, roles, whitelist, newEnabled, expiresAt, rateLimit, name);
  }

  /** Returns these settings with another expiry, or without one. */
  public ApiKeySettings withExpiry(Optional<Instant> newExpiresAt) {
    return new ApiKeySettings(
        description, labels, roles, whitelist, enabled, newExpiresAt, rateLimit, name);
  }

  /** Returns these settings with another rate limit, or without one. */
  public ApiKeySettings withRateLimit(Optional<Limits.Rate> newRateLimit) {
    return new ApiKeySettings(
        description, labels, roles, whitelist, enabled, expiresAt, newRateLimit, name);
  }

  /** Returns these settings with another name, or without one. */
  public ApiKeySettings withName(Optional<String> newName) {
    return new ApiKeySettings(
        description, labels, roles, whitelist, enabled, expiresAt, rateLimit, newName);
  }

  /** Checks whether the key is expired at this instant. At its expiry it is expired. */
  public boolean isExpired(Instant now) {
    Objects.requireNonNull(now, "now");
    return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ApiKeySettings that
        && description.equals(that.description)
        && labels.equals(that.labels)
        && roles.equals(that.roles)
        && whitelist.equals(that.whitelist)
        && enabled == that.enabled
        && expiresAt.equals(that.expiresAt)
        && rateLimit.equals(that.rateLimit)
        && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(description, labels, roles, whitelist, enabled, expiresAt, rateLimit, name);
  }

  @Override
  public String toString() {
    return "ApiKeySettings[description=%s, labels=%s, roles=%s, whitelist=%s, enabled=%s, expiresAt=%s, rateLimit=%s, name=%s]"
        .formatted(description, labels, roles, whitelist, enabled, expiresAt, rateLimit, name);
  }
}
