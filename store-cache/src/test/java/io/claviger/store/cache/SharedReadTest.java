package io.claviger.store.cache;

import static io.claviger.store.cache.CacheFixture.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.store.KeyLookup;
import io.claviger.test.FaultyApiKeyStore.Call;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of requests for the same key one reads; the others wait for a limited time. */
@Timeout(60)
class SharedReadTest {
  private static final Duration SHORT = Duration.ofMillis(500);

  private final CacheFixture fixture = new CacheFixture();
  private final Tenant tenant = fixture.tenant(1);
  private final Optional<KeyLookup> first = fixture.truth(tenant.key());
  private final CountDownLatch go = new CountDownLatch(1);

  private WatchedCall<Optional<KeyLookup>> waitingRequest(CachingApiKeyStore cache) {
    return WatchedCall.startAndWait(() -> cache.findByPublicKey(tenant.key()));
  }

  /** Creates a builder with the default executor of reads. */
  private CachingApiKeyStore.Builder onThreadsOfItsOwn() {
    return CachingApiKeyStore.builder(fixture.store)
        .background(fixture.background)
        .loadTimeout(SHORT);
  }

  private void assertAllAnswered(List<WatchedCall<Optional<KeyLookup>>> requests) throws Exception {
    for (WatchedCall<Optional<KeyLookup>> request : requests) {
      assertEquals(first, request.answer());
    }
  }

  @Test
  void aLookupIsMadeOnceForAllWhoWait() throws Exception {
    CachingApiKeyStore cache = fixture.builder().build();
    fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var requests = Stream.generate(() -> waitingRequest(cache)).limit(8).toList();

    go.countDown();

    assertAllAnswered(requests);
    fixture.assertAsked(1, 0);
  }

  @Test
  void anOrganizationIsConfirmedOnceForAllWhoWait() throws Exception {
    CachingApiKeyStore cache = fixture.builder().build();
    cache.findByPublicKey(tenant.key());
    fixture.pass(MAX_STALENESS.plusNanos(1));
    fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var requests = Stream.generate(() -> waitingRequest(cache)).limit(8).toList();

    go.countDown();

    assertAllAnswered(requests);
    fixture.assertAsked(2, 0);
  }

  @Test
  void aSlowLookupHoldsUpNoOtherKey() throws Exception {
    CachingApiKeyStore cache = fixture.builder().build();
    Tenant other = fixture.tenant(1);
    fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var slow = waitingRequest(cache);

    assertEquals(fixture.truth(other.key()), cache.findByPublicKey(other.key()));

    go.countDown();
    assertEquals(first, slow.answer());
  }

  @Test
  void whoWaitsForAnotherLosesLoadTimeout() throws Exception {
    CachingApiKeyStore cache = fixture.builder().loadTimeout(SHORT).build();
    fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var leader = waitingRequest(cache);
    var follower = WatchedCall.start(() -> cache.findByPublicKey(tenant.key()));

    assertEquals(StoreException.Kind.UNREACHABLE, follower.failure(StoreException.class).kind());
    assertFalse(leader.isDone(), "on its own thread it waits as long as the store takes");
    go.countDown();
    assertEquals(first, leader.answer());
  }

  @Test
  void nobodyWaitsLongerThanItsLoadTimeout() {
    CachingApiKeyStore cache = onThreadsOfItsOwn().build();
    fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, go);

    var request = WatchedCall.start(() -> cache.findByPublicKey(tenant.key()));

    assertEquals(StoreException.Kind.UNREACHABLE, request.failure(StoreException.class).kind());
    assertEquals(1, cache.metrics().counts().failures());
    go.countDown();
  }

  @Test
  void confirmingTakesNoLongerThanLoadTimeout() {
    CachingApiKeyStore cache =
        onThreadsOfItsOwn().clock(fixture.wall).ticker(fixture.ticker).build();
    cache.findByPublicKey(tenant.key());
    fixture.pass(MAX_STALENESS.plusNanos(1));
    fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, go);

    var request = WatchedCall.start(() -> cache.findByPublicKey(tenant.key()));

    assertEquals(StoreException.Kind.UNREACHABLE, request.failure(StoreException.class).kind());
    assertEquals(1, cache.metrics().counts().failures());
    go.countDown();
  }

  /** Otherwise threads would pile up behind a database that never answers. */
  @Test
  void tooManyReadsThatHangAreRefused() {
    for (int i = 0; i < 17; i++) {
      fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    }
    CachingApiKeyStore cache =
        onThreadsOfItsOwn()
            .loadTimeout(Duration.ofMillis(10))
            .unknownKeys(10)
            .concurrentLoads(1)
            .build();

    assertTrue(
        Stream.generate(() -> lookupFails(cache)).anyMatch("the executor refused a read"::equals));

    // A thread may still be on its way to the store.
    assertTrue(fixture.store.calls(Call.FIND_BY_PUBLIC_KEY) <= 16, "8 for each of 2 loads");
    go.countDown();
  }

  private String lookupFails(CachingApiKeyStore cache) {
    PublicKey key = fixture.samples.publicKey();
    return assertThrows(StoreException.class, () -> cache.findByPublicKey(key)).getMessage();
  }

  @Test
  void anInterruptEndsTheWaitAndStays() throws Exception {
    CachingApiKeyStore cache = fixture.builder().build();
    fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var leader = waitingRequest(cache);
    var follower = waitingRequest(cache).interrupt();

    assertEquals(StoreException.Kind.UNREACHABLE, follower.failure(StoreException.class).kind());
    assertTrue(follower.keptTheInterrupt());
    go.countDown();
    assertEquals(first, leader.answer());
  }

  @Test
  void anInterruptOfTheOneThatReadsIsNoneOfTheOthers() throws Exception {
    CachingApiKeyStore cache = fixture.builder().build();
    fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var leader = waitingRequest(cache);
    var followers = Stream.generate(() -> waitingRequest(cache)).limit(3).toList();

    leader.interrupt();

    assertEquals(StoreException.Kind.UNREACHABLE, leader.failure(StoreException.class).kind());
    assertTrue(leader.keptTheInterrupt());
    assertAllAnswered(followers);
  }

  @Test
  void anInterruptOfTheOneThatConfirmsIsNoneOfTheOthers() throws Exception {
    CachingApiKeyStore cache = fixture.builder().build();
    cache.findByPublicKey(tenant.key());
    fixture.pass(MAX_STALENESS.plusNanos(1));
    fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var leader = waitingRequest(cache);
    var followers = Stream.generate(() -> waitingRequest(cache)).limit(3).toList();

    leader.interrupt();

    assertEquals(StoreException.Kind.UNREACHABLE, leader.failure(StoreException.class).kind());
    assertAllAnswered(followers);
  }

  @Test
  void whatTheStoreThrowsAllGet() {
    CachingApiKeyStore cache = fixture.builder().build();
    Error error = new OutOfMemoryError("from a test");
    CountDownLatch both = go;
    fixture.store.run(
        Call.FIND_BY_PUBLIC_KEY,
        () -> {
          awaitUninterrupted(both);
          throw error;
        });
    var leader = waitingRequest(cache);
    var follower = waitingRequest(cache);

    go.countDown();

    assertSame(error, leader.failure(Error.class));
    assertSame(error, follower.failure(Error.class));
    assertEquals(2, cache.metrics().counts().failures());
  }

  @Test
  void anErrorOfAConfirmationIsAFailureToo() {
    CachingApiKeyStore cache = fixture.builder().build();
    cache.findByPublicKey(tenant.key());
    fixture.pass(MAX_STALENESS.plusNanos(1));
    Error error = new StackOverflowError("from a test");
    fixture.store.run(
        Call.FIND_BY_PUBLIC_KEY,
        () -> {
          throw error;
        });

    assertSame(error, assertThrows(Error.class, () -> cache.findByPublicKey(tenant.key())));
    assertEquals(1, cache.metrics().counts().failures());
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
