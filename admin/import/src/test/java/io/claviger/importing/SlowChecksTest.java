package io.claviger.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.importing.internal.SlowChecks;
import io.claviger.model.PrivateKey;
import io.claviger.model.SecretId;
import io.claviger.model.StoreException;
import io.claviger.spi.Verifier;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Slow checks never wait in a long queue, and one key never has two of them at a time. */
@Timeout(60)
class SlowChecksTest {
  private static final Verifier VERIFIER = new Verifier("imported$test");
  private static final PrivateKey SECRET = PrivateKey.of("right");

  private final SlowChecks checks = new SlowChecks(1, 1);
  private final ExecutorService clients = Executors.newCachedThreadPool();
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch finish = new CountDownLatch(1);
  private final AtomicInteger runs = new AtomicInteger();

  @AfterEach
  void close() {
    finish.countDown();
    checks.close();
    clients.shutdownNow();
  }

  @Test
  void aCheckBeyondTheQueueIsRefusedAtOnce() throws Exception {
    Future<Boolean> running = clients.submit(() -> check(1, SECRET));
    Future<Boolean> waiting = clients.submit(() -> check(2, SECRET));
    awaitPending(2);
    StoreException refusal = assertThrows(StoreException.class, () -> check(3, SECRET));
    assertEquals(StoreException.Kind.UNREACHABLE, refusal.kind());
    finish.countDown();
    assertTrue(running.get());
    assertTrue(waiting.get());
    assertTrue(check(4, SECRET), "there is room again");
    assertEquals(1, checks.refused());
    assertEquals(3, runs.get());
  }

  @Test
  void requestsWithTheSameSecretShareOneCheck() throws Exception {
    Future<Boolean> first = clients.submit(() -> check(1, SECRET));
    started.await();
    Future<Boolean> second = clients.submit(() -> check(1, SECRET));
    awaitPending(2);
    finish.countDown();
    assertTrue(first.get());
    assertTrue(second.get());
    assertEquals(1, runs.get());
  }

  private void awaitPending(int callers) {
    while (checks.pending() < callers) {
      Thread.onSpinWait();
    }
  }

  @Test
  void anotherSecretOfTheSameKeyIsRefusedMeanwhile() throws Exception {
    Future<Boolean> first = clients.submit(() -> check(1, SECRET));
    started.await();
    assertThrows(StoreException.class, () -> check(1, PrivateKey.of("wrong")));
    finish.countDown();
    assertTrue(first.get());
    assertEquals(1, runs.get());
  }

  @Test
  void aCheckThatFailsOrComesTooLateIsRefused() {
    SecretId id = id(1);
    assertThrows(
        StoreException.class,
        () ->
            checks.check(
                id,
                VERIFIER,
                SECRET,
                () -> {
                  throw new IllegalStateException("a bug");
                }));
    checks.close();
    assertThrows(StoreException.class, () -> checks.check(id, VERIFIER, SECRET, () -> true));
  }

  private boolean check(int key, PrivateKey secret) {
    return checks.check(
        id(key),
        VERIFIER,
        secret,
        () -> {
          runs.incrementAndGet();
          started.countDown();
          await();
          return true;
        });
  }

  private void await() {
    try {
      finish.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SecretId id(int number) {
    return new SecretId("%024x".formatted(number));
  }
}
