package io.claviger.internal.crypto;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ObjectPoolTest {

  @Test
  void whatIsLentIsNotLentTwice() {
    ObjectPool<Object> spares = new ObjectPool<>(Object::new);
    Object first = spares.take();
    Object second = spares.take();
    assertNotSame(first, second);
    spares.giveBack(second);
    assertNotSame(first, spares.take(), "the first is still out");
    spares.giveBack(first);
    assertSame(first, spares.take());
  }

  @Test
  void whatIsDiscardedIsNotLentAgainButItsPlaceIs() {
    ObjectPool<Object> spares = new ObjectPool<>(Object::new);
    Object first = spares.take();
    spares.discard(first);
    Object second = spares.take();
    assertNotSame(first, second);
    spares.discard(first);
    spares.giveBack(second);
    assertSame(second, spares.take());
  }

  @Test
  void aPlaceIsFreeAgainWhereNothingCouldBeMadeForIt() {
    AtomicBoolean fails = new AtomicBoolean(true);
    ObjectPool<Object> spares =
        new ObjectPool<>(
            () -> {
              if (fails.getAndSet(false)) {
                throw new OutOfMemoryError("from a test");
              }
              return new Object();
            });
    assertThrows(OutOfMemoryError.class, spares::take);
    Object first = spares.take();
    spares.giveBack(first);
    assertSame(first, spares.take());
  }

  /** More threads than places. */
  @Test
  void noTwoThreadsHaveTheSame() throws Exception {
    int threads = 100;
    AtomicInteger made = new AtomicInteger();
    ObjectPool<AtomicBoolean> spares =
        new ObjectPool<>(
            () -> {
              made.incrementAndGet();
              return new AtomicBoolean();
            });
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Boolean>> alone = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        alone.add(
            pool.submit(
                () -> {
                  start.await(30, TimeUnit.SECONDS);
                  return isAlone(spares);
                }));
      }
      for (Future<Boolean> each : alone) {
        assertTrue(each.get(30, TimeUnit.SECONDS));
      }
    } finally {
      pool.shutdownNow();
    }
    assertTrue(made.get() < threads * 1000, "they are lent again");
  }

  private static boolean isAlone(ObjectPool<AtomicBoolean> spares) {
    boolean alone = true;
    for (int i = 0; i < 1000; i++) {
      AtomicBoolean mine = spares.take();
      alone &= mine.compareAndSet(false, true);
      Thread.onSpinWait();
      mine.set(false);
      spares.giveBack(mine);
    }
    return alone;
  }
}
