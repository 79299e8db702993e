package io.claviger.store.tck.management;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.CreatedOrganization;
import io.claviger.model.IpAddress;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import io.claviger.store.tck.SettableClock;
import io.claviger.store.tck.SettableExecutor;
import io.claviger.store.tck.StoreUnderTest;
import io.claviger.store.tck.arbitraries.ArbitraryCallers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/**
 * The library over the store under test, with a time that moves when told, and a host whose answers
 * a test sets. Thread-safe.
 */
final class World {
  static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  /** Runs at once what no request waits for, so that a test sees it done. */
  private final SettableExecutor atOnce =
      new SettableExecutor() {
        @Override
        public void execute(Runnable task) {
          task.run();
        }
      };

  private final StoreUnderTest stored;
  private final SettableClock clock = new SettableClock(START);
  private final AtomicBoolean ownerOutside = new AtomicBoolean();
  private final Claviger claviger;

  World(StoreUnderTest stored) {
    this(stored, UnaryOperator.identity());
  }

  World(StoreUnderTest stored, UnaryOperator<Claviger.Builder> options) {
    this.stored = stored;
    this.claviger =
        options
            .apply(
                Claviger.builder(stored.store())
                    .clock(clock)
                    .background(atOnce)
                    .owners(organization -> ownerOutside.get())
                    .projects(World::belongs))
            .build();
  }

  Instant now() {
    return clock.instant();
  }

  void advance(Duration duration) {
    clock.advance(duration);
  }

  /** From now on the host says so of every organization. */
  void setOwnerOutside(boolean exists) {
    ownerOutside.set(exists);
  }

  StoreUnderTest stored() {
    return stored;
  }

  Claviger claviger() {
    return claviger;
  }

  ApiKeys as(Caller caller) {
    return claviger.actingAs(caller);
  }

  ApiKeys asHost() {
    return as(Caller.application("contract"));
  }

  ApiKeys as(IssuedApiKey key, IpAddress from) {
    return as(ArbitraryCallers.authenticate(claviger, key, from));
  }

  CreatedOrganization newOrganization() {
    return asHost().createOrganization(NewOrganization.named("Example"));
  }

  Cast newCast() {
    return Cast.of(this);
  }

  Picture picture(OrganizationId organization) {
    return Picture.of(stored, organization);
  }

  /** A project of this organization, and of no other. */
  static ProjectId project(OrganizationId organization, int number) {
    return new ProjectId("p" + number + "of" + organization);
  }

  private static boolean belongs(ProjectId project, OrganizationId organization) {
    return project.value().endsWith("of" + organization);
  }
}
