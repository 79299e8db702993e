package io.claviger.internal.management;

import io.claviger.access.Caller;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.OrganizationId;
import io.claviger.spi.ChangeListener;
import io.claviger.spi.OwnerDirectory;
import io.claviger.spi.ProjectDirectory;
import io.claviger.spi.store.OrganizationSnapshot;
import java.time.InstantSource;

/** The parts that the application supplies besides the store. */
public record ManagementContext(
    InstantSource clock,
    OwnerDirectory owners,
    ProjectDirectory projects,
    ManagementPolicy policy,
    ChangeListener listener,
    EventMacs macs) {
  /** Returns the answers for one decision about this organization. */
  private DirectoryAnswers answers(OrganizationId organization) {
    return new DirectoryAnswers(
        () -> owners.hasOwnerOutside(organization),
        project -> projects.belongs(project, organization));
  }

  /** Returns what a rule decides on. */
  DecisionInput input(Caller caller, OrganizationSnapshot snapshot) {
    DirectoryAnswers answers = answers(snapshot.organization().id());
    return new DecisionInput(caller, snapshot, clock.instant(), answers, policy, macs);
  }
}
