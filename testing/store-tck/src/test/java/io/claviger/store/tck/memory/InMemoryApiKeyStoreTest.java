package io.claviger.store.tck.memory;

import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.store.tck.StorePart;
import io.claviger.store.tck.StoreUnderTest;
import io.claviger.store.tck.contract.ApiKeyStoreContract;
import java.util.Set;

class InMemoryApiKeyStoreTest extends ApiKeyStoreContract {
  @Override
  protected StoreUnderTest newStore() {
    InMemoryApiKeyStore store = new InMemoryApiKeyStore();
    return StoreUnderTest.of(store);
  }

  @Override
  protected Set<StorePart> parts() {
    return Set.of(
        StorePart.EVENTS,
        StorePart.USAGE,
        StorePart.VERIFIERS,
        StorePart.OPERATOR,
        StorePart.REVOKED_TOKENS,
        StorePart.CHANGE_FEED);
  }
}
