package io.claviger.atlas.roles;

import io.claviger.model.Role;
import io.claviger.model.Roles;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The 24 roles of Atlas, Cloud Manager and Ops Manager. Atlas has other names for two of the
 * built-in roles, because it calls a project a group. They are translated wherever its API reads or
 * writes a role, so that each role has one name there, and one in the store.
 */
public final class AtlasRoles {
  private static final Map<Role, String> NAMES_OF_BUILT_IN =
      Map.of(Role.PROJECT_OWNER, "GROUP_OWNER", Role.PROJECT_READ_ONLY, "GROUP_READ_ONLY");

  private static final Roles ALL =
      Roles.builtIn()
          .withOrganizationRoles(
              roles(
                  "ORG_GROUP_CREATOR",
                  "ORG_BILLING_ADMIN",
                  "ORG_BILLING_READ_ONLY",
                  "ORG_STREAM_PROCESSING_ADMIN"))
          .withProjectRoles(
              roles(
                  "GROUP_USER_ADMIN",
                  "GROUP_CLUSTER_MANAGER",
                  "GROUP_DATA_ACCESS_ADMIN",
                  "GROUP_DATA_ACCESS_READ_WRITE",
                  "GROUP_DATA_ACCESS_READ_ONLY",
                  "GROUP_CHARTS_ADMIN",
                  "GROUP_AUTOMATION_ADMIN",
                  "GROUP_BACKUP_ADMIN",
                  "GROUP_MONITORING_ADMIN",
                  "GROUP_BILLING_ADMIN",
                  "GROUP_SEARCH_INDEX_EDITOR",
                  "GROUP_STREAM_PROCESSING_OWNER",
                  "GROUP_BACKUP_MANAGER",
                  "GROUP_OBSERVABILITY_VIEWER",
                  "GROUP_DATABASE_ACCESS_ADMIN"));

  private static final Map<String, Role> BY_NAME =
      Stream.of(ALL.ofOrganizations(), ALL.ofProjects())
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableMap(AtlasRoles::name, role -> role));

  private AtlasRoles() {}

  /** Returns the declaration of all roles. */
  public static Roles all() {
    return ALL;
  }

  /** Returns the name that Atlas has for the role. */
  public static String name(Role role) {
    return NAMES_OF_BUILT_IN.getOrDefault(role, role.name());
  }

  /** Returns the role that has this name in Atlas; empty if Atlas has none, as PROJECT_OWNER. */
  public static Optional<Role> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  private static Role[] roles(String... names) {
    return Stream.of(names).map(Role::new).toArray(Role[]::new);
  }
}
