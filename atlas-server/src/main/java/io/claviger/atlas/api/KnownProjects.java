package io.claviger.atlas.api;

import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import io.claviger.spi.ProjectDirectory;
import java.util.SortedSet;

/** A directory that can list the projects of an organization. */
public interface KnownProjects extends ProjectDirectory {
  /** Returns the projects of this organization, ordered by id. */
  SortedSet<ProjectId> of(OrganizationId organization);

  @Override
  default boolean belongs(ProjectId project, OrganizationId organization) {
    return of(organization).contains(project);
  }
}
