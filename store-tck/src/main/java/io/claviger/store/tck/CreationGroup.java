package io.claviger.store.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.claviger.Organization;
import io.claviger.spi.StoredApiKey;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** An organization comes to be once. */
abstract class CreationGroup extends ContractGroup {
  CreationGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

  @Test
  void createsAnOrganizationWithItsKeys() {
    Organization organization = samples.organization();
    StoredApiKey key = samples.key(organization.id());

    commit(samples.creation(organization, key));

    assertEquals(organization, read(organization.id()).organization());
    assertEquals(Map.of(key.key().id(), key), read(organization.id(), key.key().id()).keys());
  }

  @Test
  void refusesASecondCreationAndKeepsTheFirst() {
    Organization first = samples.organization();
    commit(samples.creation(first));

    assertFalse(store().commit(samples.creation(samples.moved(first))));

    assertEquals(first, read(first.id()).organization());
  }
}
