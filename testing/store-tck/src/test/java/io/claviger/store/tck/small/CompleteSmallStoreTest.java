package io.claviger.store.tck.small;

import io.claviger.store.tck.StorePart;
import io.claviger.store.tck.StoreUnderTest;
import io.claviger.store.tck.contract.ApiKeyStoreContract;
import java.util.Set;

class CompleteSmallStoreTest extends ApiKeyStoreContract {
  @Override
  protected StoreUnderTest newStore() {
    return StoreUnderTest.of(new CompleteSmallStore());
  }

  @Override
  protected Set<StorePart> parts() {
    return Set.of(StorePart.EVENTS, StorePart.USAGE, StorePart.VERIFIERS, StorePart.CHANGE_FEED);
  }
}
