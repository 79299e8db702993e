package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.claviger.spi.KeyLookup;
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
 * One thread is overtaken by another at every step of what it does: who asks after a change sees
 * it. Where a part is broken, that is noticed.
 */
@Timeout(60)
class InterleavingTest {
  /** What there is before. */
  private enum Before {
    NOTHING,
    KNOWN,
    DROPPED
  }

  /**
   * The letters are what a thread does, in order: L looks up, C changes. The one that overtakes
   * stops in the middle of its change, until the other is through; or it does not stop.
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

  /** Those orders in which somebody does not see what was changed before it asked. */
  private static List<Order> wrong(Supplier<OneKeyCache> caches) throws Exception {
    List<Order> wrong = new ArrayList<>();
    for (Order order : all()) {
      if (!new Play(caches.get()).isRight(order)) {
        wrong.add(order);
      }
    }
    return wrong;
  }

  /** One cache in one order. */
  private static final class Play {
    private final OneKeyCache cache;
    private final AtomicInteger changed = new AtomicInteger();
    private final Thread overtaken = Thread.currentThread();
    private final CountDownLatch through = new CountDownLatch(1);
    private volatile Request<Boolean> other = Request.start(() -> true);

    Play(OneKeyCache cache) {
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
      other = Request.start(() -> does(order.overtaking())).untilItWaitsOrEnds();
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
        cache.organizations.drop(OneKeyCache.ID);
      }
    }

    private boolean does(String deeds) {
      return deeds.chars().filter(deed -> !(deed == 'C' ? changes() : seesEnough())).count() == 0;
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
                super.drop();
              }

              @Override
              void drop() {
                super.mark();
              }
            });
  }

  @Test
  void nothingDroppedIsNoticed() throws Exception {
    assertNoticed(
        () ->
            new OneKeyCache() {
              @Override
              void drop() {}
            });
  }

  @Test
  void completingWithoutLookingAtMarksIsNoticed() throws Exception {
    assertNoticed(
        () ->
            new OneKeyCache() {
              @Override
              Freshness complete(InFlightLoad<Answer> load, KeyLookup found) {
                return organizations.complete(new InFlightLoad<>(load.begun()), found);
              }
            });
  }
}
