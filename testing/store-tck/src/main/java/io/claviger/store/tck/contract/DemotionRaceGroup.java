package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.ErrorCode;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.store.tck.internal.Race;
import io.claviger.store.tck.internal.TestTimeout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A key that loses its rights while it uses them. */
abstract class DemotionRaceGroup extends ContractGroup {
  private static final int ROUNDS = 5;

  /** After its demotion is acknowledged, a key creates nothing, also by order of revisions. */
  @Test
  void aDemotedKeyCreatesNoOwner() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Map<Thread, Long> lastNumber = new ConcurrentHashMap<>();
      Fixture fixture =
          new Fixture(
              opened(),
              options ->
                  options.listener(
                      (organization, revision) ->
                          lastNumber.put(Thread.currentThread(), revision.number())));
      new Demotion(fixture, lastNumber).run();
    }
  }

  private static final class Demotion {
    private static final int MAX = 100;

    private final Fixture fixture;
    private final Map<Thread, Long> lastNumber;
    private final OrganizationId id;
    private final IssuedApiKey key;
    private final CountDownLatch creating = new CountDownLatch(2);
    private final AtomicBoolean acknowledged = new AtomicBoolean();

    Demotion(Fixture fixture, Map<Thread, Long> lastNumber) {
      this.fixture = fixture;
      this.lastNumber = lastNumber;
      this.id = fixture.newOrganization().organization().id();
      this.key = fixture.asApplication().create(id, NewApiKey.of("demoted", Role.ORG_OWNER));
    }

    void run() throws Exception {
      List<List<Long>> numbers =
          Race.run(List.of(this::createOwners, this::createOwners, this::demote));
      long demotion = numbers.get(2).get(0);
      for (List<Long> created : numbers.subList(0, 2)) {
        created.forEach(number -> assertTrue(number < demotion, number + " after " + demotion));
      }
      int owners = numbers.get(0).size() + numbers.get(1).size();
      assertEquals(owners + 1, fixture.snapshot(id).lastingOwners(), "those and the first one");
    }

    /** Creates owners until it is refused; returns the numbers of the revisions that did so. */
    private List<Long> createOwners() {
      ApiKeys api = fixture.as(key);
      List<Long> numbers = new ArrayList<>();
      while (numbers.size() < MAX) {
        boolean late = acknowledged.get();
        Outcome<?> outcome = Outcome.of(() -> api.create(id, NewApiKey.of("m", Role.ORG_OWNER)));
        if (!outcome.allowed()) {
          outcome.assertRefused(ErrorCode.NOT_ALLOWED);
          return numbers;
        }
        assertTrue(!late, "created an owner after the demotion was acknowledged");
        numbers.add(lastNumber.get(Thread.currentThread()));
        creating.countDown();
      }
      return numbers;
    }

    private List<Long> demote() throws Exception {
      assertTrue(creating.await(TestTimeout.limit().toSeconds(), TimeUnit.SECONDS));
      fixture
          .asApplication()
          .update(
              id,
              key.apiKey().id(),
              ApiKeyPatch.nothing().replaceOrganizationRoles(Role.ORG_MEMBER));
      acknowledged.set(true);
      return List.of(lastNumber.get(Thread.currentThread()));
    }
  }
}
