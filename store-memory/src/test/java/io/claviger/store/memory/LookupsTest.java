package io.claviger.store.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Organization;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.StoredApiKey;
import io.claviger.store.tck.Samples;
import org.junit.jupiter.api.Test;

/** A look-up does not get slower with what it finds. */
class LookupsTest {
  private final Samples samples = new Samples();

  @Test
  void whatIsFoundIsPackedOnce() {
    InMemoryApiKeyStore store = new InMemoryApiKeyStore();
    Organization organization = samples.organization();
    StoredApiKey key = samples.key(organization.id());
    assertTrue(store.commit(samples.creation(organization, key)));

    KeyLookup found = store.findByPublicKey(key.key().publicKey()).orElseThrow();

    KeyLookup asStored = KeyLookup.of(organization, key);
    assertEquals(asStored, found);
    assertNotSame(asStored.getClass(), found.getClass());
    assertSame(found, store.findByPublicKey(key.key().publicKey()).orElseThrow());
  }
}
