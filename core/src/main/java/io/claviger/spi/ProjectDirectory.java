package io.claviger.spi;

import io.claviger.ApiKeys;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;

/**
 * Says which projects belong to an organization. Asked before a role on a project is assigned,
 * outside of any transaction but one of the host's that the store takes part in: a project that was
 * inserted there is seen on the same connection only. A host that takes a project away removes it
 * here first, calls {@link ApiKeys#bumpRevision}, so that a decision under way is taken anew, and
 * then takes the roles on it from the keys that have some.
 */
@FunctionalInterface
public interface ProjectDirectory {
  /** Must be quick and thread-safe. What it throws reaches the caller, and nothing is changed. */
  boolean belongs(ProjectId project, OrganizationId organization);

  /** There are no projects. */
  static ProjectDirectory none() {
    return (project, organization) -> false;
  }
}
