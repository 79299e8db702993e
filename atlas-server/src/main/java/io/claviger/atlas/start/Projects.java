package io.claviger.atlas.start;

import io.claviger.atlas.api.KnownProjects;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The projects of the command line. */
public final class Projects implements KnownProjects {
  private final Map<OrganizationId, SortedSet<ProjectId>> known = new HashMap<>();

  /** Takes the projects of these options. */
  public Projects(Options options, OrganizationId first) {
    for (OwnedProject project : options.projects()) {
      known.computeIfAbsent(owner(project, first), owner -> new TreeSet<>()).add(project.id());
    }
  }

  private static OrganizationId owner(OwnedProject project, OrganizationId first) {
    return project.organization().map(name -> OrganizationIds.of(first, name)).orElse(first);
  }

  @Override
  public SortedSet<ProjectId> of(OrganizationId organization) {
    return known.getOrDefault(organization, Collections.emptySortedSet());
  }
}
