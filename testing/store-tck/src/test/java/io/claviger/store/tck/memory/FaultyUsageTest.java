package io.claviger.store.tck.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.UsageStore;
import io.claviger.spi.store.VerifierReplacement;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.store.tck.Samples;
import io.claviger.test.FaultyApiKeyStore;
import io.claviger.test.FaultyApiKeyStore.Call;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A faulty store fails on command for usage and verifiers too. */
@Timeout(30)
class FaultyUsageTest {
  private final Samples samples = new Samples();
  private final FaultyApiKeyStore store = new FaultyApiKeyStore(new InMemoryApiKeyStore());
  private final Organization organization = samples.organization();
  private final StoredApiKey key = samples.key(organization.id());

  @BeforeEach
  void create() {
    assertTrue(store.commit(samples.creation(organization, key)));
  }

  @Test
  void passesUsageAndVerifiersOnWhileNothingIsScripted() {
    assertTrue(usage().add(List.of(samples.use(key, samples.instant()))));
    assertEquals(1, counted());
    VerifierReplacement replacement = samples.replacement(key);
    assertTrue(store.extensions().verifiers().orElseThrow().replace(replacement));
    assertFalse(
        store.extensions().verifiers().orElseThrow().replace(replacement), "it is made already");
  }

  @Test
  void losesTheOutcomeOfUsageThatWasNotAdded() {
    store.loseUsageBeforeAdding();

    assertFalse(usage().add(List.of(samples.use(key, samples.instant()))));
    assertEquals(0, counted());
    assertTrue(usage().add(List.of(samples.use(key, samples.instant()))));
  }

  @Test
  void losesTheOutcomeOfUsageThatWasAdded() {
    store.loseUsageAfterAdding();

    assertFalse(usage().add(List.of(samples.use(key, samples.instant()))));
    assertEquals(1, counted());
    assertTrue(usage().add(List.of(samples.use(key, samples.instant()))));
  }

  @Test
  void addsNothingWhereItFails() {
    store.fail(Call.ADD_USAGE, 1, StoreException.Kind.UNREACHABLE).loseUsageBeforeAdding();

    assertThrows(
        StoreException.class, () -> usage().add(List.of(samples.use(key, samples.instant()))));
    assertFalse(usage().add(List.of(samples.use(key, samples.instant()))));
    assertEquals(0, counted());
  }

  @Test
  void holdsUsageUntilTheTestLetsItGo() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    store.hold(Call.ADD_USAGE, go);
    FutureTask<Boolean> added =
        HeldCall.startAndWait(() -> usage().add(List.of(samples.use(key, samples.instant()))));

    assertEquals(0, counted());
    assertFalse(added.isDone());
    go.countDown();

    assertTrue(added.get(10, TimeUnit.SECONDS));
    assertEquals(1, counted());
  }

  @Test
  void leavesOutWhatTheStoreInsideDoesNotHave() {
    FaultyApiKeyStore bare =
        new FaultyApiKeyStore(
            new ForwardingApiKeyStore(store) {
              @Override
              public StoreExtensions extensions() {
                return StoreExtensions.none();
              }
            });

    assertTrue(bare.extensions().usage().isEmpty());
    assertTrue(bare.extensions().verifiers().isEmpty());
  }

  private UsageStore usage() {
    return store.extensions().usage().orElseThrow();
  }

  private long counted() {
    ApiKeyId id = key.key().id();
    return usage().usage(organization.id(), Set.of(id)).get(id).key().count();
  }
}
