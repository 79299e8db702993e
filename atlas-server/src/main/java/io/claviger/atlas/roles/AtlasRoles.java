package io.claviger.atlas.roles;

import io.claviger.model.Role;
import io.claviger.model.Roles;
import java.util.stream.Stream;

/** The 24 roles of Atlas, Cloud Manager and Ops Manager. */
public final class AtlasRoles {
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

  private AtlasRoles() {}

  /** Returns the declaration of all roles. */
  public static Roles all() {
    return ALL;
  }

  private static Role[] roles(String... names) {
    return Stream.of(names).map(Role::new).toArray(Role[]::new);
  }
}
