package io.claviger.store.tck.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.ErrorCode;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.store.tck.StoreUnderTest;
import io.claviger.store.tck.internal.Patience;
import io.claviger.store.tck.internal.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A key that lost its rights while it was at work. */
public abstract class DemotionRaceGroup extends ManagementGroup {
  private static final int ROUNDS = 5;

  /** On that store. */
  protected DemotionRaceGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

  /**
   * Once its demotion is acknowledged, a key mints nothing; and whatever it minted was minted
   * before, on the organization's own time line.
   */
  @Test
  void aDemotedKeyMintsNoOwner() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Map<Thread, Long> lastNumber = new ConcurrentHashMap<>();
      World world =
          world(
              options ->
                  options
                      .changeDeadline(Patience.limit())
                      .listener(
                          (organization, revision) ->
                              lastNumber.put(Thread.currentThread(), revision.number())));
      new Demotion(world, lastNumber).run();
    }
  }

  private static final class Demotion {
    private static final int MOST = 100;

    private final World world;
    private final Map<Thread, Long> lastNumber;
    private final OrganizationId id;
    private final IssuedApiKey key;
    private final CountDownLatch minting = new CountDownLatch(2);
    private final AtomicBoolean acknowledged = new AtomicBoolean();

    Demotion(World world, Map<Thread, Long> lastNumber) {
      this.world = world;
      this.lastNumber = lastNumber;
      this.id = world.newOrganization().organization().id();
      this.key = world.asHost().create(id, NewApiKey.of("mint", Role.ORG_OWNER));
    }

    void run() throws Exception {
      List<List<Long>> numbers = Race.run(List.of(this::mint, this::mint, this::demote));
      long demotion = numbers.get(2).get(0);
      for (List<Long> minted : numbers.subList(0, 2)) {
        minted.forEach(number -> assertTrue(number < demotion, number + " after " + demotion));
      }
      int owners = numbers.get(0).size() + numbers.get(1).size();
      assertEquals(owners + 1, world.picture(id).lastingOwners(), "those and the first one");
    }

    /** The numbers of the revisions that made an owner, until it is refused. */
    private List<Long> mint() {
      ApiKeys api = world.as(key, Cast.HOME);
      List<Long> numbers = new ArrayList<>();
      while (numbers.size() < MOST) {
        boolean late = acknowledged.get();
        Verdict verdict = Verdict.of(() -> api.create(id, NewApiKey.of("m", Role.ORG_OWNER)));
        if (!verdict.allowed()) {
          assertEquals(Optional.of(ErrorCode.NOT_ALLOWED), verdict.refusal());
          return numbers;
        }
        assertTrue(!late, "minted an owner after the demotion was acknowledged");
        numbers.add(lastNumber.get(Thread.currentThread()));
        minting.countDown();
      }
      return numbers;
    }

    private List<Long> demote() throws Exception {
      assertTrue(minting.await(Patience.limit().toSeconds(), TimeUnit.SECONDS));
      world
          .asHost()
          .update(
              id,
              key.apiKey().id(),
              ApiKeyPatch.nothing().replaceOrganizationRoles(Role.ORG_MEMBER));
      acknowledged.set(true);
      return List.of(lastNumber.get(Thread.currentThread()));
    }
  }
}
