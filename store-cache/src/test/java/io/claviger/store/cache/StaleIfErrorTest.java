package io.claviger.store.cache;

import static io.claviger.store.cache.CacheFixture.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.store.KeyLookup;
import io.claviger.test.FaultyApiKeyStore.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cached keys of organizations that were not confirmed in time. */
@Timeout(60)
class StaleIfErrorTest {
  private static final Duration SECOND_BOUND = Duration.ofMinutes(1);
  private static final Duration LOAD_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration TOO_LATE = MAX_STALENESS.plusNanos(1);
  private static final int ALWAYS = 1000;

  private final CacheFixture fixture = new CacheFixture();
  private final CachingApiKeyStore careful = fixture.builder().build();
  private final CachingApiKeyStore cache = fixture.builder().staleIfError(SECOND_BOUND).build();
  private final Tenant tenant = fixture.tenant(2);
  private final Optional<KeyLookup> first = cache.findByPublicKey(tenant.key());

  private void failFrom(Duration age) {
    fixture.store.fail(Call.REVISIONS, ALWAYS, StoreException.Kind.UNREACHABLE);
    fixture.store.fail(Call.FIND_BY_PUBLIC_KEY, ALWAYS, StoreException.Kind.UNREACHABLE);
    fixture.pass(age);
  }

  /** The last attempt was a second ago. */
  private void failOnce() {
    fixture.store.fail(Call.FIND_BY_PUBLIC_KEY, 1, StoreException.Kind.UNREACHABLE);
    fixture.pass(TOO_LATE);
    assertServed();
    fixture.pass(Duration.ofSeconds(1));
  }

  private WatchedCall<Optional<KeyLookup>> holdLookup(CountDownLatch go) {
    fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    return WatchedCall.startAndWait(() -> cache.findByPublicKey(tenant.key()));
  }

  private long servedStale() {
    return cache.metrics().counts().servedStale();
  }

  private void assertServed() {
    long before = servedStale();
    assertEquals(first, cache.findByPublicKey(tenant.key()));
    assertEquals(before + 1, servedStale());
  }

  private void assertRefused(CachingApiKeyStore by) {
    long before = by.metrics().counts().servedStale();
    StoreException trouble =
        assertThrows(StoreException.class, () -> by.findByPublicKey(tenant.key()));
    assertEquals(StoreException.Kind.UNREACHABLE, trouble.kind());
    assertEquals(before, by.metrics().counts().servedStale());
  }

  @Test
  void areServedUpToTheSecondBoundWhereThatIsChosen() {
    failFrom(SECOND_BOUND);
    assertServed();

    fixture.pass(Duration.ofNanos(1));
    assertRefused(cache);
  }

  @Test
  void bothClocksCount() {
    failFrom(Duration.ZERO);
    fixture.wall.advance(SECOND_BOUND);
    assertServed();

    fixture.wall.advance(Duration.ofMillis(1));
    assertRefused(cache);
  }

  @Test
  void andNoLongerThanMaxStalenessWhereItIsNot() {
    careful.findByPublicKey(tenant.key());
    failFrom(MAX_STALENESS);
    assertEquals(first, careful.findByPublicKey(tenant.key()));

    fixture.pass(Duration.ofNanos(1));
    assertRefused(careful);
  }

  @Test
  void whileItFailsTheStoreIsTriedOnceASecond() {
    careful.findByPublicKey(tenant.key());
    failFrom(TOO_LATE);
    for (int i = 0; i < 10; i++) {
      assertServed();
      assertRefused(careful);
      fixture.pass(Duration.ofMillis(99));
    }
    fixture.assertAsked(4, 0);
    assertEquals(9, careful.metrics().counts().refused());

    fixture.pass(Duration.ofMillis(10));
    assertServed();
    assertRefused(careful);
    fixture.assertAsked(6, 0);
  }

  /** One request finds out whether the store works again. It may hang on its own thread. */
  @Test
  void whileOneAfterTheOtherHangsOthersDoNotWait() throws Exception {
    failOnce();
    CountDownLatch go = new CountDownLatch(1);
    List<WatchedCall<Optional<KeyLookup>>> hanging = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      hanging.add(holdLookup(go));
      assertServed();
      fixture.pass(LOAD_TIMEOUT);
    }
    assertEquals(1, cache.metrics().counts().failures(), "nobody has waited in vain");
    go.countDown();
    for (WatchedCall<Optional<KeyLookup>> each : hanging) {
      assertEquals(first, each.answer());
    }
  }

  /**
   * A new request that abandons a hanging load has its full load timeout; earlier waiters have none
   * left.
   */
  @Test
  void whoWaitsForOneThatIsGivenUpIsServed() throws Exception {
    fixture.pass(TOO_LATE);
    CountDownLatch go = new CountDownLatch(1);
    var hanging = holdLookup(go);
    var waiting = WatchedCall.startAndWait(() -> cache.findByPublicKey(tenant.key()));
    fixture.pass(LOAD_TIMEOUT);
    var givingUp = holdLookup(go);

    assertEquals(first, waiting.answer());
    assertEquals(1, servedStale());
    go.countDown();
    assertEquals(first, hanging.answer());
    assertEquals(first, givingUp.answer());
  }

  /** It failed before, and may work again. */
  @Test
  void whoComesWhileOneAsksForTheFirstTimeInLongWaits() throws Exception {
    failOnce();
    tenant.revoke(fixture.memory, 0);
    fixture.pass(Duration.ofSeconds(30));
    CountDownLatch go = new CountDownLatch(1);
    var asking = holdLookup(go);
    var other = WatchedCall.startAndWait(() -> cache.findByPublicKey(tenant.key()));

    go.countDown();

    assertNotEquals(first, fixture.truth(tenant.key()));
    assertEquals(fixture.truth(tenant.key()), asking.answer());
    assertEquals(fixture.truth(tenant.key()), other.answer());
    assertEquals(1, servedStale());
  }

  @Test
  void whoFailsAfterAnotherWasAnsweredTellsNothingOfTheStore() {
    fixture.pass(TOO_LATE);
    fixture.store.run(
        Call.FIND_BY_PUBLIC_KEY,
        () -> {
          fixture.pass(Duration.ofSeconds(1));
          fixture.background.run();
          tenant.revoke(fixture.memory, 0);
          fixture.pass(TOO_LATE);
          throw new StoreException(StoreException.Kind.UNREACHABLE, "from a test", null);
        });
    assertServed();

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  @Test
  void whenTheStoreIsBackThingsAreAsTheyWere() {
    failOnce();
    tenant.revoke(fixture.memory, 0);

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
    assertEquals(1, servedStale());
  }

  /** The store answers, but each answer arrives too late. */
  @Test
  void aStoreThatIsTooSlowFailsToo() {
    fixture.pass(TOO_LATE);
    fixture.lingering.afterLookup(() -> fixture.pass(TOO_LATE));

    assertServed();
    assertServed();

    fixture.assertAsked(2, 0);
    assertEquals(1, cache.metrics().counts().failures());
  }

  @Test
  void aChangeThatThisNodeKnowsOfIsNotServed() {
    failFrom(TOO_LATE);
    assertServed();

    cache.evict(tenant.id());

    assertRefused(cache);
  }

  @Test
  void norIsOneThatItHearsOfWhileItAsksInVain() {
    fixture.pass(TOO_LATE);
    fixture.store.run(
        Call.FIND_BY_PUBLIC_KEY,
        () -> {
          cache.evict(tenant.id());
          throw new StoreException(StoreException.Kind.UNREACHABLE, "away", null);
        });

    assertRefused(cache);
  }

  @Test
  void whatIsNotHeldIsNotServed() {
    failFrom(Duration.ZERO);

    assertThrows(StoreException.class, () -> cache.findByPublicKey(tenant.key(1)));
    assertEquals(0, servedStale());
  }

  @Test
  void keysThatNobodyHasTakeNoneOfTheirTurns() throws Exception {
    CachingApiKeyStore narrow = fixture.builder().unknownKeys(10).concurrentLoads(1).build();
    narrow.findByPublicKey(tenant.key());
    fixture.pass(TOO_LATE);
    CountDownLatch go = new CountDownLatch(1);
    fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    PublicKey junk = fixture.samples.publicKey();
    var holding = WatchedCall.startAndWait(() -> narrow.findByPublicKey(junk));
    var waiting =
        WatchedCall.startAndWait(() -> narrow.findByPublicKey(fixture.samples.publicKey()));

    assertEquals(first, narrow.findByPublicKey(tenant.key()));

    go.countDown();
    assertEquals(Optional.empty(), holding.answer());
    assertEquals(Optional.empty(), waiting.answer());
  }

  /** A load confirms the organization for the requests that wait for a permit; there are two. */
  @Test
  void afterAStallAnOrganizationIsReadOnceForEachPermit() throws Exception {
    CachingApiKeyStore narrow = fixture.builder().unknownKeys(10).concurrentLoads(1).build();
    Tenant large = fixture.tenant(20);
    IntStream.range(0, 20).forEach(i -> narrow.findByPublicKey(large.key(i)));
    int before = fixture.store.calls(Call.FIND_BY_PUBLIC_KEY);
    fixture.pass(TOO_LATE);
    CountDownLatch go = new CountDownLatch(1);
    fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, go).hold(Call.FIND_BY_PUBLIC_KEY, go);
    List<WatchedCall<Optional<KeyLookup>>> all =
        IntStream.range(0, 20)
            .mapToObj(i -> WatchedCall.startAndWait(() -> narrow.findByPublicKey(large.key(i))))
            .toList();

    go.countDown();

    for (WatchedCall<Optional<KeyLookup>> each : all) {
      assertTrue(each.answer().isPresent());
    }
    assertEquals(before + 2, fixture.store.calls(Call.FIND_BY_PUBLIC_KEY));
  }
}
