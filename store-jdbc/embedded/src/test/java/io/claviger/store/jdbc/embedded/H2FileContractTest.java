package io.claviger.store.jdbc.embedded;

import io.claviger.store.tck.StorePart;
import io.claviger.store.tck.StoreUnderTest;
import io.claviger.store.tck.contract.ApiKeyStoreContract;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("databases")
final class H2FileContractTest extends ApiKeyStoreContract {
  @TempDir Path folder;

  private EmbeddedApiKeyStore store;

  @Override
  protected StoreUnderTest newStore() {
    store = EmbeddedApiKeyStore.open(folder.resolve("keys"));
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
