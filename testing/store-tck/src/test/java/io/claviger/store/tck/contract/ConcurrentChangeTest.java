package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ConcurrentChangeTest {
  @Test
  void isMadeOnceByWhoeverWalksTheSetToItsEnd() {
    List<String> seen = new ArrayList<>();
    try (ConcurrentChange concurrent =
        new ConcurrentChange(Duration.ofSeconds(10), () -> seen.add("changed"))) {
      TraversedSet<String> walked = new TraversedSet<>(List.of("a", "b"), concurrent::start);
      assertTrue(walked.contains("a"));
      assertFalse(walked.wasTraversed());

      for (String element : walked) {
        seen.add(element);
      }
      walked.forEach(seen::add);

      assertEquals(List.of("a", "b", "changed", "a", "b"), seen);
      assertTrue(walked.wasTraversed());
      assertTrue(concurrent.madeInTime());
    }
  }

  @Test
  void isMadeForThoseWhoCopyTheSetToo() {
    List<String> seen = new ArrayList<>();
    try (ConcurrentChange concurrent =
        new ConcurrentChange(Duration.ofSeconds(10), () -> seen.add("changed"))) {
      List<String> copy = List.copyOf(new TraversedSet<>(List.of("a", "b"), concurrent::start));

      assertEquals(List.of("a", "b"), copy);
      assertEquals(List.of("changed"), seen);
    }
  }

  @Test
  void doesNotWaitForAChangeThatTheCallHoldsUp() {
    CountDownLatch callIsOver = new CountDownLatch(1);
    try (ConcurrentChange concurrent =
        new ConcurrentChange(
            Duration.ofMillis(1),
            () -> {
              try {
                callIsOver.await();
                return true;
              } catch (InterruptedException e) {
                return false;
              }
            })) {
      concurrent.start();

      assertFalse(concurrent.madeInTime());
      callIsOver.countDown();
    }
  }
}
