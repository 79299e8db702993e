package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.spi.store.StoreCapacity;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.StorePart;
import org.junit.jupiter.api.Test;

/**
 * Checks that a store has the parts that its test class declares, and of the three smallest parts
 * those that it has.
 */
abstract class PartsGroup extends ContractGroup {
  @Test
  void areThoseThatTheTestClassDeclares() {
    assertEquals(
        declared(),
        StorePart.of(store().extensions()),
        "parts() of the test class, and extensions() of the store");
    assertEquals(declared(), StorePart.of(otherNode().extensions()), "on the other node");
  }

  @Test
  void capacityIsBetweenOneAndTheWantedNumberEveryTime() {
    store().extensions().capacity().ifPresent(PartsGroup::assertServes);
  }

  private static void assertServes(StoreCapacity capacity) {
    for (int i = 0; i < 20; i++) {
      int served = capacity.probe(3);
      assertTrue(served >= 1 && served <= 3, () -> "served " + served);
      assertEquals(1, capacity.probe(1));
    }
  }

  @Test
  void evictionChangesNoStoredData() {
    Organization organization = samples.organization();
    StoredApiKey key = samples.key(organization.id());
    commit(samples.creation(organization, key));
    Snapshot before = snapshot(organization.id(), key);

    store()
        .extensions()
        .evictable()
        .ifPresent(
            evictable -> {
              evictable.evict(organization.id());
              evictable.evict(samples.organization().id());
            });

    assertEquals(before, snapshot(organization.id(), key));
  }

  @Test
  void theWaitForReplicationChangesNoStoredData() {
    Organization organization = samples.organization();
    StoredApiKey key = samples.key(organization.id());
    commit(samples.creation(organization, key));
    Snapshot before = snapshot(organization.id(), key);

    store()
        .extensions()
        .replication()
        .ifPresent(
            replication -> {
              replication.accept(organization.id());
              replication.accept(samples.organization().id());
            });

    assertEquals(before, snapshot(organization.id(), key));
  }
}
