package io.claviger.spi;

import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;

/**
 * Reports which projects belong to an organization. The library asks before it assigns a role on a
 * project, if the caller may assign roles there: once for each project and try. It asks outside of
 * any transaction, except a transaction of the application that the store takes part in, and that
 * of a change which competes with another process: such a change holds a connection of the store
 * meanwhile. A project that was inserted in a transaction of the application is seen only on the
 * same connection.
 *
 * <p>An application that removes a project does so in three steps:
 *
 * <ol>
 *   <li>Remove the project here.
 *   <li>Call {@link io.claviger.ApiKeys#bumpRevision}, so that changes in progress are decided
 *       again.
 *   <li>Remove the roles on the project from the keys that have any.
 * </ol>
 */
@FunctionalInterface
public interface ProjectDirectory {
  /**
   * Checks whether the project belongs to the organization. Must be quick and thread-safe, and must
   * neither make nor await a change of keys or organizations. An exception of this method reaches
   * the caller, and nothing is changed.
   */
  boolean belongs(ProjectId project, OrganizationId organization);

  /** Returns a directory without projects. */
  static ProjectDirectory none() {
    return (project, organization) -> false;
  }
}
