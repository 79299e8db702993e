package io.claviger.model;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A change of a key; what a patch does not name stays as it is. Separate methods of {@link
 * io.claviger.ApiKeys} change the whitelist. Immutable: each method returns a patch that makes one
 * more change. If two name the same part, the later one counts.
 */
public final class ApiKeyPatch {
  private static final ApiKeyPatch NOTHING = new ApiKeyPatch(UnaryOperator.identity());

  private final UnaryOperator<ApiKeySettings> change;

  private ApiKeyPatch(UnaryOperator<ApiKeySettings> change) {
    this.change = change;
  }

  /** Returns a patch that changes nothing yet. */
  public static ApiKeyPatch nothing() {
    return NOTHING;
  }

  /** Returns the settings that these become by the patch. */
  public ApiKeySettings applyTo(ApiKeySettings settings) {
    return change.apply(Objects.requireNonNull(settings, "settings"));
  }

  /**
   * Also sets the description.
   *
   * @throws InvalidValueException for a bad description
   */
  public ApiKeyPatch describe(String description) {
    Objects.requireNonNull(description, "description");
    DisplayText.requireWords(ErrorCode.INVALID_DESCRIPTION, "description", description);
    return and(settings -> settings.withDescription(description));
  }

  /**
   * Also sets the name.
   *
   * @throws InvalidValueException for a bad name
   */
  public ApiKeyPatch rename(String name) {
    Objects.requireNonNull(name, "name");
    DisplayText.requireWords(ErrorCode.INVALID_VALUE, "name of a key", name);
    return and(settings -> settings.withName(Optional.of(name)));
  }

  /**
   * Also replaces all labels.
   *
   * @throws InvalidValueException if one of them contains a token
   */
  public ApiKeyPatch label(Labels labels) {
    Objects.requireNonNull(labels, "labels").requireNew();
    return and(settings -> settings.withLabels(labels));
  }

  /**
   * Also replaces the roles on the organization; roles on projects stay.
   *
   * @throws InvalidValueException for no role, or a role that names no organization
   */
  public ApiKeyPatch replaceOrganizationRoles(Role... roles) {
    Objects.requireNonNull(roles, "roles");
    if (roles.length == 0) {
      throw InvalidValueException.hidden(
          ErrorCode.ROLES_REQUIRED,
          "roles",
          "a key must have at least one role; omit the part to keep its roles");
    }
    SortedSet<RoleAssignment> replacement = new TreeSet<>();
    Arrays.stream(roles).map(RoleAssignment::onOrganization).forEach(replacement::add);
    return and(settings -> settings.withRoles(withProjectRoles(replacement, settings)));
  }

  private static SortedSet<RoleAssignment> withProjectRoles(
      SortedSet<RoleAssignment> replacement, ApiKeySettings settings) {
    SortedSet<RoleAssignment> roles = new TreeSet<>(replacement);
    settings.roles().stream()
        .filter(role -> role.scope() instanceof Scope.Project)
        .forEach(roles::add);
    return roles;
  }

  /** Also enables the key. */
  public ApiKeyPatch enable() {
    return and(settings -> settings.withEnabled(true));
  }

  /** Also disables the key. */
  public ApiKeyPatch disable() {
    return and(settings -> settings.withEnabled(false));
  }

  /**
   * Also sets the expiry, cut to microseconds.
   *
   * @throws InvalidValueException for an instant outside of the years 1 to 9999
   */
  public ApiKeyPatch expireAt(Instant instant) {
    Optional<Instant> end =
        Optional.of(Timestamps.micros("expiry", Objects.requireNonNull(instant, "instant")));
    return and(settings -> settings.withExpiry(end));
  }

  /** Also removes the expiry. */
  public ApiKeyPatch neverExpire() {
    return and(settings -> settings.withExpiry(Optional.empty()));
  }

  /** Also sets the rate limit. */
  public ApiKeyPatch limitRate(Limits.Rate rate) {
    Optional<Limits.Rate> limit = Optional.of(Objects.requireNonNull(rate, "rate"));
    return and(settings -> settings.withRateLimit(limit));
  }

  /** Also removes the rate limit. */
  public ApiKeyPatch unlimitRate() {
    return and(settings -> settings.withRateLimit(Optional.empty()));
  }

  private ApiKeyPatch and(UnaryOperator<ApiKeySettings> next) {
    return new ApiKeyPatch(settings -> next.apply(change.apply(settings)));
  }
}
