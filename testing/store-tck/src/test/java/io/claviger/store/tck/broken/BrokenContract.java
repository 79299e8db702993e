package io.claviger.store.tck.broken;

import io.claviger.store.tck.StorePart;
import io.claviger.store.tck.StoreUnderTest;
import io.claviger.store.tck.contract.SharedStoreContract;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract on one broken store. {@link ContractBitesTest} runs it. */
@ExtendWith(UntilFirstFailure.class)
class BrokenContract extends SharedStoreContract {
  private final BrokenStore broken;

  BrokenContract(BrokenStore broken) {
    this.broken = broken;
  }

  @Override
  protected StoreUnderTest newStore() {
    return broken.open();
  }

  @Override
  protected Set<StorePart> parts() {
    return Set.of(
        StorePart.EVENTS,
        StorePart.USAGE,
        StorePart.VERIFIERS,
        StorePart.REVOKED_TOKENS,
        StorePart.OPERATOR,
        StorePart.CAPACITY,
        StorePart.EVICTION,
        StorePart.REPLICATION,
        StorePart.CHANGE_FEED);
  }
}
