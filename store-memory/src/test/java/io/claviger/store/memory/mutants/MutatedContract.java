package io.claviger.store.memory.mutants;

import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.store.tck.SharedStoreContract;
import io.claviger.store.tck.StoreUnderTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract on one mutant. No test of its own: {@link ContractBitesTest} runs it. */
@ExtendWith(UntilItBites.class)
class MutatedContract extends SharedStoreContract {
  private final Mutant mutant;

  MutatedContract(Mutant mutant) {
    this.mutant = mutant;
  }

  @Override
  protected StoreUnderTest newStore() {
    BrokenStore store = mutant.breaking().apply(new InMemoryApiKeyStore());
    return new StoreUnderTest(store, store, store.otherNode());
  }
}
