package io.claviger.store.tck.memory;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.PageQuery;
import io.claviger.model.RevokedToken;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ChangeFeed;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.NamedValue;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.store.tck.Samples;
import io.claviger.test.FaultyApiKeyStore;
import io.claviger.test.FaultyApiKeyStore.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** Here rather than beside the class, since the sample values are here. */
@Timeout(30)
class FaultyApiKeyStoreTest {
  private final Samples samples = new Samples();
  private final FaultyApiKeyStore store = new FaultyApiKeyStore(new InMemoryApiKeyStore());
  private final Organization organization = samples.organization();
  private final StoredApiKey key = samples.key(organization.id());

  @Test
  void passesEverythingOnWhileNothingIsScripted() {
    assertTrue(store.commit(samples.creation(organization, key)));

    assertTrue(store.findByPublicKey(key.key().publicKey()).isPresent());
    assertEquals(
        organization, store.read(organization.id(), Set.of()).orElseThrow().organization());
    assertEquals(
        List.of(key.key()),
        store.listKeys(KeyQuery.all(organization.id(), PageQuery.first(1))).items());
    assertEquals(
        Map.of(organization.id(), OrganizationVersion.of(organization.revision())),
        store.revisions(Set.of(organization.id())));
  }

  @Test
  void failsTheNextCallsOfEachMethodAndThenGoesOn() {
    Map<Call, Executable> calls = calls();
    for (Call call : Call.values()) {
      store.fail(call, 2, StoreException.Kind.UNREACHABLE);
    }
    for (Call call : Call.values()) {
      for (int i = 0; i < 2; i++) {
        StoreException trouble = assertThrows(StoreException.class, calls.get(call), call::name);
        assertEquals(StoreException.Kind.UNREACHABLE, trouble.kind());
      }
    }
    assertTrue(store.read(organization.id(), Set.of()).isEmpty(), "nothing was written");
    for (Call call : Call.values()) {
      assertDoesNotThrow(calls.get(call), call::name);
    }
  }

  @Test
  void failsOneMethodWithoutTheOthers() {
    store.fail(Call.READ, 1, StoreException.Kind.FAULT);

    assertTrue(store.commit(samples.creation(organization)));
    assertEquals(1, store.revisions(Set.of(organization.id())).size());
    StoreException trouble =
        assertThrows(StoreException.class, () -> store.read(organization.id(), Set.of()));
    assertEquals(StoreException.Kind.FAULT, trouble.kind());
  }

  @Test
  void losesRacesThoughNothingMoved() {
    store.loseRace(2);
    OrganizationChange creation = samples.creation(organization);

    assertFalse(store.commit(creation));
    assertFalse(store.commit(creation));
    assertTrue(store.read(organization.id(), Set.of()).isEmpty());
    assertTrue(store.commit(creation));
  }

  @Test
  void losesTheOutcomeOfAChangeThatWasNotMade() {
    store.loseOutcomeBeforeChange();

    OutcomeUnknownException unknown =
        assertThrows(
            OutcomeUnknownException.class, () -> store.commit(samples.creation(organization, key)));

    assertEquals(Set.of(key.key().id()), unknown.mayExist());
    assertTrue(store.read(organization.id(), Set.of()).isEmpty());
  }

  @Test
  void losesTheOutcomeOfAChangeThatWasMade() {
    store.loseOutcomeAfterChange();

    OutcomeUnknownException unknown =
        assertThrows(
            OutcomeUnknownException.class, () -> store.commit(samples.creation(organization, key)));

    assertEquals(Set.of(key.key().id()), unknown.mayExist());
    assertTrue(store.findByPublicKey(key.key().publicKey()).isPresent());
  }

  @Test
  void takesTheStepsInOrder() {
    List<String> played = new ArrayList<>();
    store
        .run(Call.COMMIT, () -> played.add("ran"))
        .loseRace(1)
        .fail(Call.COMMIT, 1, StoreException.Kind.FAULT)
        .loseOutcomeBeforeChange();

    assertTrue(store.commit(samples.creation(organization)));
    OrganizationChange change = samples.update(organization, KeyChanges.create(key));
    assertEquals(List.of("ran"), played);
    assertFalse(store.commit(change));
    assertThrows(StoreException.class, () -> store.commit(change));
    assertThrows(OutcomeUnknownException.class, () -> store.commit(change));
    assertTrue(store.commit(change));
  }

  @Test
  void throwsWhatAHookThrows() {
    IllegalStateException failure = new IllegalStateException("from the hook");
    store.run(
        Call.REVISIONS,
        () -> {
          throw failure;
        });

    assertSame(failure, assertThrows(IllegalStateException.class, () -> store.revisions(Set.of())));
  }

  @Test
  void holdsACallUntilTheTestLetsItGo() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    store.hold(Call.COMMIT, go);
    FutureTask<Boolean> made =
        HeldCall.startAndWait(() -> store.commit(samples.creation(organization)));

    assertTrue(store.read(organization.id(), Set.of()).isEmpty(), "others go on, nothing is made");
    assertFalse(made.isDone());
    go.countDown();

    assertTrue(made.get(10, TimeUnit.SECONDS));
  }

  @Test
  void anInterruptEndsTheHoldingAndIsKept() {
    store.hold(Call.READ, new CountDownLatch(1));
    Thread.currentThread().interrupt();

    assertThrows(StoreException.class, () -> store.read(organization.id(), Set.of()));

    assertTrue(Thread.interrupted());
  }

  @Test
  void countsCalls() {
    store.fail(Call.READ, 1, StoreException.Kind.FAULT);

    assertEquals(0, store.calls(Call.READ));
    assertThrows(StoreException.class, () -> store.read(organization.id(), Set.of()));
    assertTrue(store.read(organization.id(), Set.of()).isEmpty());
    store.commit(samples.creation(organization));
    assertTrue(store.extensions().usage().orElseThrow().add(List.of()));

    assertEquals(2, store.calls(Call.READ));
    assertEquals(1, store.calls(Call.ADD_USAGE));
    assertEquals(0, store.calls(Call.USAGE));
    assertEquals(1, store.calls(Call.COMMIT));
    assertEquals(0, store.calls(Call.LIST_KEYS));
  }

  private Map<Call, Executable> calls() {
    Map<Call, Executable> calls = new EnumMap<>(Call.class);
    calls.put(Call.FIND_BY_PUBLIC_KEY, () -> store.findByPublicKey(key.key().publicKey()));
    calls.put(Call.READ, () -> store.read(organization.id(), Set.of()));
    calls.put(
        Call.LIST_KEYS, () -> store.listKeys(KeyQuery.all(organization.id(), PageQuery.first(1))));
    calls.put(Call.LIST_ORGANIZATIONS, () -> store.listOrganizations(OrganizationQuery.first(1)));
    calls.put(Call.REVISIONS, () -> store.revisions(Set.of()));
    calls.put(Call.COMMIT, () -> store.commit(samples.creation(organization)));
    calls.put(Call.STORE_IF_ABSENT, () -> store.storeIfAbsent(new NamedValue("name", "value")));
    calls.put(Call.ADD_USAGE, () -> store.extensions().usage().orElseThrow().add(List.of()));
    calls.put(
        Call.USAGE,
        () ->
            store
                .extensions()
                .usage()
                .orElseThrow()
                .usage(organization.id(), Set.of(key.key().id())));
    calls.put(
        Call.REPLACE_VERIFIERS,
        () -> store.extensions().verifiers().orElseThrow().replace(samples.replacement(key)));
    RevokedTokens tokens = store.extensions().revokedTokens().orElseThrow();
    RevokedToken token = samples.revokedToken(key, Duration.ofHours(1));
    calls.put(Call.REVOKE_TOKEN, () -> tokens.revoke(token, RevokedTokens.Bounds.standard()));
    calls.put(Call.LIVE_REVOKED_TOKENS, () -> tokens.live(organization.id(), samples.instant()));
    putFeed(calls, store.extensions().changeFeed().orElseThrow());
    return calls;
  }

  private static void putFeed(Map<Call, Executable> calls, ChangeFeed feed) {
    ChangeFeed.Position start = feed.now();
    calls.put(Call.CURRENT_POSITION, feed::now);
    calls.put(Call.CHANGES_SINCE, () -> feed.since(start));
    calls.put(Call.ASSIGN_POSITIONS, feed::assignPositions);
  }
}
