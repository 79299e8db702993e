package io.claviger.internal.management;

import io.claviger.access.Caller;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.ProjectId;
import io.claviger.spi.ChangeListener;
import io.claviger.spi.OrganizationSnapshot;
import io.claviger.spi.OwnerDirectory;
import io.claviger.spi.ProjectDirectory;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;

/** The parts that the application supplies besides the store. */
public record ManagementContext(
    InstantSource clock,
    OwnerDirectory owners,
    ProjectDirectory projects,
    ManagementPolicy policy,
    ChangeListener listener,
    EventMacs macs) {
  /** Asks both directories. */
  DirectoryAnswers answers(Target target) {
    return new DirectoryAnswers(owners.hasOwnerOutside(target.organization()), existing(target));
  }

  /** Asks for projects only, for decisions that change nothing. */
  DirectoryAnswers answersOnProjects(Target target) {
    return new DirectoryAnswers(false, existing(target));
  }

  /** Returns what a rule decides on. */
  DecisionInput input(Caller caller, OrganizationSnapshot snapshot, DirectoryAnswers answers) {
    return new DecisionInput(caller, snapshot, clock.instant(), answers, policy, macs);
  }

  private Set<ProjectId> existing(Target target) {
    return target.projects().stream()
        .filter(project -> projects.belongs(project, target.organization()))
        .collect(Collectors.toSet());
  }
}
