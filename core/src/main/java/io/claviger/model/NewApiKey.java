package io.claviger.model;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a caller asks for when it creates a key.
 *
 * @param description 1 to 250 code points of plain text
 * @param roles at least one; a key without a role on the organization also gets {@code ORG_MEMBER}.
 *     At most {@link ApiKeySettings#MAX_ROLES}
 * @param whitelist the first entries; with none the key is usable from every address, unless the
 *     organization requires a whitelist
 * @param expiresAt empty for never; microseconds, finer parts are cut off
 */
public record NewApiKey(
    String description,
    Labels labels,
    SortedSet<RoleAssignment> roles,
    SortedSet<CidrBlock> whitelist,
    Optional<Instant> expiresAt) {
  /**
   * Copies, and cuts the instant to microseconds; throws {@link InvalidValueException} for a bad
   * description or label, no role, or too many.
   */
  public NewApiKey {
    Objects.requireNonNull(labels, "labels").requireNew();
    DisplayText.requireWords(ErrorCode.INVALID_DESCRIPTION, "description", description);
    roles = NaturalOrder.copyOf(roles);
    ApiKeySettings.requireRoleCount(roles.size(), 0);
    whitelist = NaturalOrder.copyOf(whitelist);
    expiresAt = expiresAt.map(at -> Timestamps.micros("expiry", at));
    if (roles.isEmpty()) {
      throw InvalidValueException.hidden(
          ErrorCode.ROLES_REQUIRED, "roles", "a key must have at least one role");
    }
  }

  /** With roles on the organization, no whitelist, no expiry. */
  public static NewApiKey of(String description, Role... roles) {
    return with(description, Arrays.stream(roles).map(RoleAssignment::onOrganization));
  }

  /** With roles on a project, no whitelist, no expiry: what an owner of a project may create. */
  public static NewApiKey onProject(String description, ProjectId project, Role... roles) {
    return with(
        description, Arrays.stream(roles).map(role -> RoleAssignment.onProject(role, project)));
  }

  private static NewApiKey with(String description, Stream<RoleAssignment> roles) {
    return new NewApiKey(
        description,
        Labels.none(),
        roles.collect(Collectors.toCollection(TreeSet::new)),
        new TreeSet<>(),
        Optional.empty());
  }

  /** With labels. */
  public NewApiKey withLabels(Labels newLabels) {
    return new NewApiKey(description, newLabels, roles, whitelist, expiresAt);
  }

  /** With one more role on a project. */
  public NewApiKey withProjectRole(ProjectId project, Role role) {
    SortedSet<RoleAssignment> more = new TreeSet<>(roles);
    more.add(RoleAssignment.onProject(role, project));
    return new NewApiKey(description, labels, more, whitelist, expiresAt);
  }

  /**
   * Usable from these blocks only; one that is named twice counts once. Without any it is usable
   * from every address, unless the organization requires a whitelist: look whether a list that was
   * computed is empty.
   */
  public NewApiKey withWhitelist(CidrBlock... blocks) {
    return new NewApiKey(
        description, labels, roles, new TreeSet<>(Arrays.asList(blocks)), expiresAt);
  }

  /** Usable until this instant. */
  public NewApiKey withExpiry(Instant newExpiresAt) {
    return new NewApiKey(description, labels, roles, whitelist, Optional.of(newExpiresAt));
  }
}
