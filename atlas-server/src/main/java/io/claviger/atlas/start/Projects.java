package io.claviger.atlas.start;

import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import io.claviger.spi.ProjectDirectory;
import java.util.Set;
import java.util.stream.Collectors;

/** The projects of the command line. */
public final class Projects implements ProjectDirectory {
  private record Owned(ProjectId project, OrganizationId organization) {}

  private final Set<Owned> known;

  /** Takes the projects of these options. */
  public Projects(Options options, OrganizationId first) {
    this.known =
        options.projects().stream()
            .map(project -> new Owned(project.id(), owner(project, first)))
            .collect(Collectors.toUnmodifiableSet());
  }

  private static OrganizationId owner(OwnedProject project, OrganizationId first) {
    return project.organization().map(name -> OrganizationIds.of(first, name)).orElse(first);
  }

  @Override
  public boolean belongs(ProjectId project, OrganizationId organization) {
    return known.contains(new Owned(project, organization));
  }
}
