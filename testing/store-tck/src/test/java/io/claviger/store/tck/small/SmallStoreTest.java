package io.claviger.store.tck.small;

import io.claviger.store.tck.StoreUnderTest;
import io.claviger.store.tck.contract.ApiKeyStoreContract;

class SmallStoreTest extends ApiKeyStoreContract {
  @Override
  protected StoreUnderTest newStore() {
    return StoreUnderTest.of(new SmallStore());
  }
}
