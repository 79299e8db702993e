package io.claviger.store.tck.walk;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.CreatedOrganization;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.test.SettableClock;
import io.claviger.test.SettableExecutor;
import java.time.Duration;
import java.time.Instant;

/** The library over a store in memory, with a clock and directories that a walk sets. */
final class WalkFixture {
  static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  /** Runs background tasks at once, so that the next step sees their effect. */
  private static final class DirectExecutor extends SettableExecutor {
    @Override
    public void execute(Runnable task) {
      task.run();
    }
  }

  private final InMemoryApiKeyStore store = new InMemoryApiKeyStore();
  private final SettableClock clock = new SettableClock(START);
  private boolean ownerOutside;
  private final Claviger claviger =
      Claviger.builder(store)
          .clock(clock)
          .background(new DirectExecutor())
          .owners(organization -> ownerOutside)
          .projects((project, organization) -> project.value().endsWith("of" + organization))
          .build();

  Instant now() {
    return clock.instant();
  }

  void advance(Duration duration) {
    clock.advance(duration);
  }

  /** Sets whether organizations have owners who are users of the application. */
  void setOwnerOutside(boolean exists) {
    ownerOutside = exists;
  }

  InMemoryApiKeyStore store() {
    return store;
  }

  Claviger claviger() {
    return claviger;
  }

  ApiKeys as(Caller caller) {
    return claviger.actingAs(caller);
  }

  ApiKeys asApplication() {
    return as(Caller.application("walk"));
  }

  CreatedOrganization newOrganization() {
    return asApplication().createOrganization(NewOrganization.named("Example"));
  }

  /** Returns a project of this organization, and of no other. */
  static ProjectId project(OrganizationId organization, int number) {
    return new ProjectId("p" + number + "of" + organization);
  }
}
