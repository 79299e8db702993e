package io.claviger.store.cache;

import static io.claviger.store.cache.Scene.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.StoreException;
import io.claviger.spi.KeyLookup;
import io.claviger.store.tck.FaultyApiKeyStore.Call;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that want the same at the same time: one reads, the others wait, but not for ever. */
@Timeout(60)
class SharedReadTest {
  private static final Duration SHORT = Duration.ofMillis(500);

  /** Each read on a thread of its own. */
  private static final Executor ELSEWHERE =
      task -> {
        Thread thread = new Thread(task, "read");
        thread.setDaemon(true);
        thread.start();
      };

  private final Scene scene = new Scene();
  private final Tenant tenant = scene.tenant(1);
  private final Optional<KeyLookup> first = scene.truth(tenant.key());
  private final CountDownLatch go = new CountDownLatch(1);

  private Request<Optional<KeyLookup>> waitingRequest(CachingApiKeyStore cache) {
    return Request.startAndWait(() -> cache.findByPublicKey(tenant.key()));
  }

  private void assertAllAnswered(List<Request<Optional<KeyLookup>>> requests) throws Exception {
    for (Request<Optional<KeyLookup>> request : requests) {
      assertEquals(first, request.answer());
    }
  }

  @Test
  void aLookupIsMadeOnceForAllWhoWait() throws Exception {
    CachingApiKeyStore cache = scene.builder().build();
    scene.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var requests = Stream.generate(() -> waitingRequest(cache)).limit(8).toList();

    go.countDown();

    assertAllAnswered(requests);
    scene.assertAsked(1, 0);
  }

  @Test
  void anOrganizationIsConfirmedOnceForAllWhoWait() throws Exception {
    CachingApiKeyStore cache = scene.builder().build();
    cache.findByPublicKey(tenant.key());
    scene.pass(MAX_STALENESS.plusNanos(1));
    scene.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var requests = Stream.generate(() -> waitingRequest(cache)).limit(8).toList();

    go.countDown();

    assertAllAnswered(requests);
    scene.assertAsked(2, 0);
  }

  @Test
  void aSlowLookupHoldsUpNoOtherKey() throws Exception {
    CachingApiKeyStore cache = scene.builder().build();
    Tenant other = scene.tenant(1);
    scene.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var slow = waitingRequest(cache);

    assertEquals(scene.truth(other.key()), cache.findByPublicKey(other.key()));

    go.countDown();
    assertEquals(first, slow.answer());
  }

  @Test
  void whoWaitsForAnotherLosesPatience() throws Exception {
    CachingApiKeyStore cache = scene.builder().patience(SHORT).build();
    scene.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var leader = waitingRequest(cache);
    var follower = Request.start(() -> cache.findByPublicKey(tenant.key()));

    assertEquals(StoreException.Kind.UNREACHABLE, follower.failure(StoreException.class).kind());
    assertFalse(leader.isDone(), "on its own thread it waits as long as the store takes");
    go.countDown();
    assertEquals(first, leader.answer());
  }

  @Test
  void withAnExecutorNobodyWaitsLongerThanItsPatience() {
    CachingApiKeyStore cache = scene.builder().patience(SHORT).executor(ELSEWHERE).build();
    scene.store.hold(Call.FIND_BY_PUBLIC_KEY, go);

    var request = Request.start(() -> cache.findByPublicKey(tenant.key()));

    assertEquals(StoreException.Kind.UNREACHABLE, request.failure(StoreException.class).kind());
    assertEquals(1, cache.metrics().counts().failures());
    go.countDown();
  }

  @Test
  void withAnExecutorConfirmingTakesNoLongerThanPatience() {
    CachingApiKeyStore cache = scene.builder().patience(SHORT).executor(ELSEWHERE).build();
    cache.findByPublicKey(tenant.key());
    scene.pass(MAX_STALENESS.plusNanos(1));
    scene.store.hold(Call.FIND_BY_PUBLIC_KEY, go);

    var request = Request.start(() -> cache.findByPublicKey(tenant.key()));

    assertEquals(StoreException.Kind.UNREACHABLE, request.failure(StoreException.class).kind());
    assertEquals(1, cache.metrics().counts().failures());
    go.countDown();
  }

  @Test
  void anInterruptEndsTheWaitAndStays() throws Exception {
    CachingApiKeyStore cache = scene.builder().build();
    scene.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var leader = waitingRequest(cache);
    var follower = waitingRequest(cache).interrupt();

    assertEquals(StoreException.Kind.UNREACHABLE, follower.failure(StoreException.class).kind());
    assertTrue(follower.keptTheInterrupt());
    go.countDown();
    assertEquals(first, leader.answer());
  }

  @Test
  void anInterruptOfTheOneThatReadsIsNoneOfTheOthers() throws Exception {
    CachingApiKeyStore cache = scene.builder().build();
    scene.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var leader = waitingRequest(cache);
    var followers = Stream.generate(() -> waitingRequest(cache)).limit(3).toList();

    leader.interrupt();

    assertEquals(StoreException.Kind.UNREACHABLE, leader.failure(StoreException.class).kind());
    assertTrue(leader.keptTheInterrupt());
    assertAllAnswered(followers);
  }

  @Test
  void anInterruptOfTheOneThatConfirmsIsNoneOfTheOthers() throws Exception {
    CachingApiKeyStore cache = scene.builder().build();
    cache.findByPublicKey(tenant.key());
    scene.pass(MAX_STALENESS.plusNanos(1));
    scene.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var leader = waitingRequest(cache);
    var followers = Stream.generate(() -> waitingRequest(cache)).limit(3).toList();

    leader.interrupt();

    assertEquals(StoreException.Kind.UNREACHABLE, leader.failure(StoreException.class).kind());
    assertAllAnswered(followers);
  }

  @Test
  void whatTheStoreThrowsAllGet() {
    CachingApiKeyStore cache = scene.builder().build();
    Error error = new OutOfMemoryError("from a test");
    CountDownLatch both = go;
    scene.store.run(
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
    CachingApiKeyStore cache = scene.builder().build();
    cache.findByPublicKey(tenant.key());
    scene.pass(MAX_STALENESS.plusNanos(1));
    Error error = new StackOverflowError("from a test");
    scene.store.run(
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
