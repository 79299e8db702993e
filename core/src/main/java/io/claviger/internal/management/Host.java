package io.claviger.internal.management;

import io.claviger.Caller;
import io.claviger.ManagementPolicy;
import io.claviger.OwnerDirectory;
import io.claviger.ProjectDirectory;
import io.claviger.ProjectId;
import io.claviger.spi.ChangeListener;
import io.claviger.spi.Facts;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/** What the application supplies besides the store. */
public record Host(
    InstantSource clock,
    OwnerDirectory owners,
    ProjectDirectory projects,
    ManagementPolicy policy,
    ChangeListener listener) {
  /** Asks both directories. */
  HostAnswers answers(Target target) {
    return new HostAnswers(owners.hasOwnerOutside(target.organization()), existing(target));
  }

  /** Asks for projects only, for decisions that change nothing. */
  HostAnswers answersOnProjects(Target target) {
    return new HostAnswers(false, existing(target));
  }

  /** Puts together what a rule looks at. */
  Situation situation(Caller caller, Facts facts, HostAnswers answers) {
    return new Situation(caller, facts, clock.instant(), answers, policy);
  }

  private Set<ProjectId> existing(Target target) {
    Set<ProjectId> existing = new HashSet<>();
    for (ProjectId project : target.projects()) {
      if (projects.belongs(project, target.organization())) {
        existing.add(project);
      }
    }
    return existing;
  }
}
