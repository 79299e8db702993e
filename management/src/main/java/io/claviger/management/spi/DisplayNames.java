package io.claviger.management.spi;

import io.claviger.access.Caller;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import java.util.Map;

/**
 * The names of roles and projects that people see, which only the application knows. Called on the
 * thread of a request; must be thread-safe.
 */
public interface DisplayNames {
  /** Returns names of roles as they are stored, and no projects. */
  static DisplayNames none() {
    return new DisplayNames() {};
  }

  /** Returns the name of a role; as it is stored by default. */
  default String role(OrganizationId organization, Role role) {
    return role.name();
  }

  /**
   * Returns the projects of the organization that this caller may see, with their names, in the
   * order in which they are shown; none by default. For a user who does not own the organization,
   * each takes a read of the store, so leave out projects in which the user has no role.
   */
  default Map<ProjectId, String> projects(OrganizationId organization, Caller caller) {
    return Map.of();
  }
}
