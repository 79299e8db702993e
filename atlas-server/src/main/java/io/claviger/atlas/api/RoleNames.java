package io.claviger.atlas.api;

import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.roles.AtlasRoles;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads roles from an array of names. A repeated name counts once. */
final class RoleNames {
  private RoleNames() {}

  /** Returns these roles of Atlas, on organizations or on projects. */
  static SortedSet<Role> known(List<String> names) {
    SortedSet<Role> roles = new TreeSet<>();
    names.forEach(name -> roles.add(known(name)));
    return roles;
  }

  /** Returns these roles. All of them must be roles on organizations. */
  static SortedSet<Role> of(OrganizationId organization, List<String> names) {
    SortedSet<Role> roles = known(names);
    for (Role role : roles) {
      if (isProjectRole(role)) {
        throw new ApiError("INVALID_ROLE_FOR_ORG", AtlasRoles.name(role), organization.value());
      }
    }
    return roles;
  }

  /** Returns these roles. All of them must be roles on projects. */
  static SortedSet<Role> of(ProjectId project, List<String> names) {
    SortedSet<Role> roles = known(names);
    for (Role role : roles) {
      if (!isProjectRole(role)) {
        throw new ApiError("INVALID_ROLE_FOR_GROUP", AtlasRoles.name(role), project.value());
      }
    }
    return roles;
  }

  static boolean isProjectRole(Role role) {
    return AtlasRoles.all().ofProjects().contains(role);
  }

  private static Role known(String name) {
    if (name.startsWith("GLOBAL_")) {
      throw new ApiError("CANNOT_ADD_GLOBAL_ROLE");
    }
    return AtlasRoles.named(name).orElseThrow(() -> new ApiError("INVALID_ENUM_VALUE", name));
  }
}
