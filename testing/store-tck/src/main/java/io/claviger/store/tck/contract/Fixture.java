package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Authenticated;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.model.CidrBlock;
import io.claviger.model.CreatedOrganization;
import io.claviger.model.IpAddress;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import io.claviger.store.tck.StoreUnderTest;
import io.claviger.store.tck.arbitraries.ArbitraryCallers;
import io.claviger.store.tck.internal.TestTimeout;
import io.claviger.test.SettableClock;
import io.claviger.test.SettableExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** The library over the store under test, with a clock that a test moves. Thread-safe. */
final class Fixture {
  static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  static final IpAddress HOME = IpAddress.parse("203.0.113.7");
  static final CidrBlock HOME_BLOCK = CidrBlock.parse("203.0.113.0/24");

  /** Runs background tasks at once, so that a test sees their effect. */
  private static final class DirectExecutor extends SettableExecutor {
    @Override
    public void execute(Runnable task) {
      task.run();
    }
  }

  private final StoreUnderTest stored;
  private final SettableClock clock = new SettableClock(START);
  private final Claviger claviger;

  Fixture(StoreUnderTest stored) {
    this(stored, UnaryOperator.identity());
  }

  Fixture(StoreUnderTest stored, UnaryOperator<Claviger.Builder> options) {
    this.stored = stored;
    this.claviger =
        options
            .apply(
                Claviger.builder(stored.store())
                    .clock(clock)
                    .background(new DirectExecutor())
                    .changeDeadline(TestTimeout.limit())
                    .projects((project, organization) -> true))
            .build();
  }

  void advance(Duration duration) {
    clock.advance(duration);
  }

  ApiKeys as(Caller caller) {
    return claviger.actingAs(caller);
  }

  ApiKeys asApplication() {
    return as(Caller.application("contract"));
  }

  ApiKeys as(IssuedApiKey key) {
    return as(ArbitraryCallers.authenticate(claviger, key, HOME));
  }

  CreatedOrganization newOrganization() {
    return asApplication().createOrganization(NewOrganization.named("Example"));
  }

  AuthenticationResult authenticate(Credential credential) {
    return claviger.authenticator().authenticate(credential);
  }

  /** Returns whether this secret of the key is accepted. */
  boolean isAccepted(IssuedApiKey issued) {
    return authenticate(Credential.pair(issued.apiKey().publicKey(), issued.privateKey()))
        instanceof Authenticated;
  }

  /** Reads the organization, and checks its counters against its keys. */
  Snapshot snapshot(OrganizationId organization) {
    Snapshot snapshot = Snapshot.of(stored, organization, List.of());
    snapshot
        .facts()
        .ifPresent(
            facts -> {
              assertEquals(
                  snapshot.page().items().size(), facts.organization().counters().apiKeys());
              assertEquals(
                  snapshot.lastingOwners(), facts.organization().counters().lastingOwners());
            });
    return snapshot;
  }

  /** Returns a project of this organization. */
  static ProjectId project(OrganizationId organization) {
    return new ProjectId("p1of" + organization);
  }
}
