package io.claviger.store.jdbc.embedded;

import io.claviger.store.tck.StorePart;
import io.claviger.store.tck.StoreUnderTest;
import io.claviger.store.tck.contract.ApiKeyStoreContract;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** The contract that {@code H2ContractTest} runs without this class. */
@Tag("databases")
final class MemoryContractTest extends ApiKeyStoreContract {
  private EmbeddedApiKeyStore store;

  @Override
  protected StoreUnderTest newStore() {
    store = EmbeddedApiKeyStore.openInMemory();
    return StoreUnderTest.of(store);
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
        StorePart.CHANGE_FEED);
  }

  @AfterEach
  void close() {
    store.close();
  }
}
