package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.spi.StoredApiKey;
import org.junit.jupiter.api.Test;

/** Checks that a store reports how many calls it serves at once, and drops only cached data. */
abstract class CapacityGroup extends ContractGroup {
  @Test
  void isBetweenOneAndTheWantedNumberEveryTime() {
    for (int i = 0; i < 20; i++) {
      int served = store().concurrentCalls(3);
      assertTrue(served >= 1 && served <= 3, () -> "served " + served);
      assertEquals(1, store().concurrentCalls(1));
    }
  }

  @Test
  void dropChangesNoStoredData() {
    Organization organization = samples.organization();
    StoredApiKey key = samples.key(organization.id());
    commit(samples.creation(organization, key));
    Snapshot before = snapshot(organization.id(), key);

    store().evict(organization.id());
    store().evict(samples.organization().id());

    assertEquals(before, snapshot(organization.id(), key));
  }
}
