package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.test.FaultyApiKeyStore.Call;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A permit is given back however a lookup ends; there is only one permit here. */
@Timeout(60)
class PermitTest {
  private final CacheFixture fixture = new CacheFixture();
  private final AtomicReference<Executor> executor = new AtomicReference<>(Runnable::run);
  private final CachingApiKeyStore cache = cache(Duration.ofMillis(50));

  private CachingApiKeyStore cache(Duration loadTimeout) {
    return fixture
        .builder()
        .loadTimeout(loadTimeout)
        .unknownKeys(10)
        .concurrentLoads(1)
        .executor(task -> executor.get().execute(task))
        .build();
  }

  private StoreException lookupFails() {
    PublicKey key = fixture.samples.publicKey();
    return assertThrows(StoreException.class, () -> cache.findByPublicKey(key));
  }

  private void assertLookupsWork() {
    executor.set(Runnable::run);
    assertEquals(Optional.empty(), cache.findByPublicKey(fixture.samples.publicKey()));
    assertEquals(0, cache.metrics().counts().refused());
  }

  @Test
  void afterTheStoreFailed() {
    fixture.store.fail(Call.FIND_BY_PUBLIC_KEY, 1, StoreException.Kind.FAULT);

    lookupFails();

    assertLookupsWork();
  }

  @Test
  void afterAnError() {
    Error error = new OutOfMemoryError("from a test");
    fixture.store.run(
        Call.FIND_BY_PUBLIC_KEY,
        () -> {
          throw error;
        });

    PublicKey key = fixture.samples.publicKey();
    assertSame(error, assertThrows(Error.class, () -> cache.findByPublicKey(key)));

    assertLookupsWork();
  }

  /** A store in native code may do so. */
  @Test
  void afterAnExceptionThatNobodyDeclared() {
    Exception undeclared = new Exception("from a test");
    fixture.store.run(
        Call.FIND_BY_PUBLIC_KEY, () -> PermitTest.<RuntimeException>sneak(undeclared));

    assertSame(undeclared, lookupFails().getCause());

    assertLookupsWork();
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }

  @Test
  void afterTheExecutorRefused() {
    executor.set(
        task -> {
          throw new RejectedExecutionException("full");
        });

    assertEquals(StoreException.Kind.UNREACHABLE, lookupFails().kind());

    assertLookupsWork();
  }

  @Test
  void afterTheExecutorBroke() {
    executor.set(
        task -> {
          throw new IllegalStateException("shut down");
        });

    assertEquals(StoreException.Kind.FAULT, lookupFails().kind());

    assertLookupsWork();
  }

  @Test
  void afterTheExecutorHadNoThread() {
    Error error = new OutOfMemoryError("unable to create native thread");
    executor.set(
        task -> {
          throw error;
        });

    PublicKey key = fixture.samples.publicKey();
    assertSame(error, assertThrows(Error.class, () -> cache.findByPublicKey(key)));

    executor.set(Runnable::run);
    assertEquals(Optional.empty(), cache.findByPublicKey(key), "no load is left in flight");
    assertLookupsWork();
  }

  @Test
  void afterALookupThatWasGivenUpLands() throws Exception {
    PublicKey key = fixture.samples.publicKey();
    CountDownLatch go = new CountDownLatch(1);
    fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var stuck = WatchedCall.startAndWait(() -> cache.findByPublicKey(key));
    fixture.pass(Duration.ofMillis(50));
    assertEquals(Optional.empty(), cache.findByPublicKey(key), "by another lookup");
    go.countDown();

    assertEquals(Optional.empty(), stuck.answer());

    assertLookupsWork();
  }

  @Test
  void afterTheClockBroke() {
    AtomicBoolean broken = new AtomicBoolean(true);
    InstantSource clock =
        () -> {
          if (broken.getAndSet(false)) {
            throw new IllegalStateException("from a test");
          }
          return fixture.wall.instant();
        };
    CachingApiKeyStore of =
        fixture.builder().clock(clock).unknownKeys(10).concurrentLoads(1).build();
    PublicKey key = fixture.samples.publicKey();
    assertThrows(IllegalStateException.class, () -> of.findByPublicKey(key));

    assertEquals(Optional.empty(), of.findByPublicKey(key));
    assertEquals(0, of.metrics().counts().refused());
  }

  /** Otherwise every load that waits for a thread of the stuck executor would be read later. */
  @Test
  void whatWasGivenUpBeforeItBeganIsNotRead() {
    List<Runnable> waiting = new ArrayList<>();
    executor.set(waiting::add);
    for (int i = 0; i < 5; i++) {
      lookupFails();
      fixture.pass(Duration.ofMillis(50));
    }
    assertEquals(5, waiting.size());
    assertLookupsWork();

    waiting.forEach(Runnable::run);

    fixture.assertAsked(1, 0);
  }

  /** By default a load hangs on the thread of its request. */
  @Test
  void whileALookupThatWasGivenUpHangs() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var stuck = WatchedCall.startAndWait(() -> cache.findByPublicKey(fixture.samples.publicKey()));
    fixture.pass(Duration.ofMillis(50));

    assertLookupsWork();

    go.countDown();
    assertEquals(Optional.empty(), stuck.answer());
    assertLookupsWork();
    assertLookupsWork();
  }

  /** Repeated requests must not start one read after the other. */
  @Test
  void anotherLookupOfAKeyWhoseLookupHangsNeedsOneToo() throws Exception {
    PublicKey key = fixture.samples.publicKey();
    CountDownLatch go = new CountDownLatch(1);
    fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var stuck = WatchedCall.startAndWait(() -> cache.findByPublicKey(key));
    fixture.pass(Duration.ofMillis(50));
    executor.set(task -> {});
    assertThrows(StoreException.class, () -> cache.findByPublicKey(key));
    assertEquals(0, cache.metrics().counts().refused(), "it took the permit of the one that hangs");

    lookupFails();

    assertEquals(1, cache.metrics().counts().refused());
    go.countDown();
    stuck.answer();
  }

  @Test
  void notBeforeTheLookupHasCompleted() {
    executor.set(task -> {});
    lookupFails();

    lookupFails();

    assertEquals(1, cache.metrics().counts().refused());
  }

  @Test
  void ofOneThatWasInterruptedWhileItWaitedForIt() throws Exception {
    CachingApiKeyStore patient = cache(Duration.ofMinutes(1));
    CountDownLatch go = new CountDownLatch(1);
    fixture.store.hold(Call.FIND_BY_PUBLIC_KEY, go);
    var held = WatchedCall.startAndWait(() -> patient.findByPublicKey(fixture.samples.publicKey()));
    executor.set(
        task -> {
          throw new AssertionError("it has no permit");
        });
    var waiting =
        WatchedCall.startAndWait(() -> patient.findByPublicKey(fixture.samples.publicKey()));

    StoreException trouble = waiting.interrupt().failure(StoreException.class);
    assertEquals(StoreException.Kind.UNREACHABLE, trouble.kind());
    assertTrue(waiting.keptTheInterrupt());
    go.countDown();
    held.answer();

    executor.set(Runnable::run);
    assertEquals(Optional.empty(), patient.findByPublicKey(fixture.samples.publicKey()));
  }

  /** The interrupt has no effect, since the request need not wait. */
  @Test
  void anInterruptMeansNothingWhereThereIsAPermit() {
    Thread.currentThread().interrupt();

    assertEquals(Optional.empty(), cache.findByPublicKey(fixture.samples.publicKey()));

    assertTrue(Thread.interrupted());
  }
}
