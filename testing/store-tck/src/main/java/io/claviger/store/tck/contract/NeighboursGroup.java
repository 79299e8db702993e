package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.internal.Race;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Organizations do not affect each other. */
abstract class NeighboursGroup extends ContractGroup {
  private static final int NEIGHBOURS = 8;
  private static final int CHANGES = 25;

  @Test
  void makeAllTheirChangesAtTheFirstTry() throws Exception {
    List<Callable<Organization>> writers = new ArrayList<>();
    for (int i = 0; i < NEIGHBOURS; i++) {
      Organization organization = commit(samples.creation(samples.organization()));
      writers.add(() -> changeAndChange(organization));
    }

    for (Organization organization : Race.run(writers)) {
      assertEquals(organization, read(organization.id()).organization());
      assertNumberOfEvents(CHANGES + 1, organization.id());
    }
  }

  @Test
  void areCreatedAndDeletedAtTheFirstTry() throws Exception {
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int i = 0; i < NEIGHBOURS; i++) {
      writers.add(
          () -> {
            Organization organization = samples.organization();
            commit(samples.creation(organization, samples.key(organization.id())));
            commit(samples.deletion(organization));
            return store().read(organization.id(), Set.of()).isEmpty();
          });
    }

    assertTrue(Race.run(writers).stream().allMatch(gone -> gone));
  }

  @Test
  void areNotHeldUpByAReaderOfTheOther() throws Exception {
    Organization read = samples.organization();
    StoredApiKey key = samples.key(read.id());
    commit(samples.creation(read, key));
    Organization changed = commit(samples.creation(samples.organization()));
    OrganizationChange change = samples.update(changed, KeyChanges.none());

    try (ConcurrentChange concurrent =
        new ConcurrentChange(Duration.ofSeconds(15), () -> store().commit(change))) {
      List<ApiKeyId> ids = List.of(key.key().id());
      TraversedSet<ApiKeyId> walked = new TraversedSet<>(ids, concurrent::start);
      assertTrue(store().read(read.id(), walked).isPresent());

      assertTrue(
          concurrent.madeInTime() || !walked.wasTraversed(),
          "a change was not made until a read of another organization was over");
    }
  }

  private Organization changeAndChange(Organization organization) {
    Organization present = organization;
    List<StoredApiKey> keys = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      if (i % 5 == 4) {
        present = commit(samples.update(present, KeyChanges.delete(keys.remove(0).key().id())));
      } else {
        StoredApiKey key = samples.key(present.id());
        keys.add(key);
        present = commit(samples.update(present, KeyChanges.create(key)));
      }
    }
    return present;
  }
}
