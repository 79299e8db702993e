package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.claviger.spi.store.KeyLookup;
import io.claviger.store.cache.OneKeyCache.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Lets one thread overtake another at every step. A lookup that starts after a change must see it.
 * The tests also check that they notice broken parts.
 */
@Timeout(60)
class InterleavingTest {
  /** The cache before the calls: empty, or with a key. */
  private enum Before {
    NOTHING,
    KNOWN,
    DROPPED
  }

  /**
   * An order of calls. The letters are the calls of a thread: L looks up, C changes. The overtaking
   * thread may stop in the middle of its change until the other thread has finished.
   */
  private record Order(
      Before before, String overtaken, Step at, String overtaking, Optional<Step> stops) {}

  private static List<Order> all() {
    List<Optional<Step>> stops =
        List.of(Optional.empty(), Optional.of(Step.CHANGED), Optional.of(Step.MARKED));
    List<Order> orders = new ArrayList<>();
    for (Before before : Before.values()) {
      for (Step step : Step.values()) {
        for (Optional<Step> stop : stops) {
          for (String overtaken : List.of("L", "CL")) {
            for (String overtaking : List.of("L", "CL", "LCL")) {
              orders.add(new Order(before, overtaken, step, overtaking, stop));
            }
          }
        }
      }
    }
    return orders;
  }

  /** Returns the orders in which a lookup misses an earlier change. */
  private static List<Order> wrong(Supplier<OneKeyCache> caches) throws Exception {
    List<Order> wrong = new ArrayList<>();
    for (Order order : all()) {
      if (!new OrderRun(caches.get()).isRight(order)) {
        wrong.add(order);
      }
    }
    return wrong;
  }

  /** Runs one order on one cache. */
  private static final class OrderRun {
    private final OneKeyCache cache;
    private final AtomicInteger changed = new AtomicInteger();
    private final Thread overtaken = Thread.currentThread();
    private final CountDownLatch through = new CountDownLatch(1);
    private volatile WatchedCall<Boolean> other = WatchedCall.start(() -> true);

    OrderRun(OneKeyCache cache) {
      this.cache = cache;
    }

    boolean isRight(Order order) throws Exception {
      prepare(order.before());
      cache.pause(order.at(), () -> overtake(order));
      boolean right = does(order.overtaken());
      through.countDown();
      boolean otherRight = other.answer();
      return does("L") && right && otherRight;
    }

    private void overtake(Order order) {
      order.stops().ifPresent(step -> cache.pause(step, this::awaitTheOther));
      other = WatchedCall.start(() -> does(order.overtaking())).untilItWaitsOrEnds();
    }

    private void awaitTheOther() {
      if (Thread.currentThread() == overtaken) {
        return;
      }
      try {
        through.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    private void prepare(Before before) {
      if (before != Before.NOTHING) {
        int unused = cache.lookUp();
      }
      if (before == Before.DROPPED) {
        cache.organizations.evict(OneKeyCache.ID);
      }
    }

    private boolean does(String calls) {
      return calls.chars().filter(call -> !(call == 'C' ? changes() : seesEnough())).count() == 0;
    }

    private boolean changes() {
      cache.change();
      changed.incrementAndGet();
      return true;
    }

    private boolean seesEnough() {
      int least = changed.get();
      int seen = cache.lookUp();
      return seen >= least && seen <= cache.stored();
    }
  }

  @Test
  void whoAsksAfterAChangeSeesIt() throws Exception {
    assertEquals(List.of(), wrong(OneKeyCache::new));
  }

  private static void assertNoticed(Supplier<OneKeyCache> broken) throws Exception {
    assertNotEquals(List.of(), wrong(broken));
  }

  @Test
  void loadsThatAreNotMarkedAreNoticed() throws Exception {
    assertNoticed(
        () ->
            new OneKeyCache() {
              @Override
              void mark() {}
            });
  }

  @Test
  void marksThatDoNotCountForThoseWhoJoinAreNoticed() throws Exception {
    assertNoticed(
        () ->
            new OneKeyCache() {
              @Override
              boolean isTouched(InFlightLoads.Waiter<Answer> waiter) {
                return false;
              }
            });
  }

  @Test
  void droppingBeforeMarkingIsNoticed() throws Exception {
    assertNoticed(
        () ->
            new OneKeyCache() {
              @Override
              void mark() {
                super.evict();
              }

              @Override
              void evict() {
                super.mark();
              }
            });
  }

  @Test
  void nothingEvictedIsNoticed() throws Exception {
    assertNoticed(
        () ->
            new OneKeyCache() {
              @Override
              void evict() {}
            });
  }

  @Test
  void completingWithoutLookingAtMarksIsNoticed() throws Exception {
    assertNoticed(
        () ->
            new OneKeyCache() {
              @Override
              Freshness complete(InFlightLoad<Answer> load, KeyLookup found) {
                return organizations.complete(new InFlightLoad<>(load.begun), found);
              }
            });
  }
}
