package io.claviger.store.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class InterludeTest {
  @Test
  void isPlayedOnceByWhoeverWalksTheSetToItsEnd() {
    List<String> heard = new ArrayList<>();
    try (Interlude interlude = new Interlude(Duration.ofSeconds(10), () -> heard.add("played"))) {
      WalkedSet<String> walked = new WalkedSet<>(List.of("a", "b"), interlude::play);
      assertTrue(walked.contains("a"));
      assertFalse(walked.wasWalked());

      for (String element : walked) {
        heard.add(element);
      }
      walked.forEach(heard::add);

      assertEquals(List.of("a", "b", "played", "a", "b"), heard);
      assertTrue(walked.wasWalked());
      assertTrue(interlude.madeInTime());
    }
  }

  @Test
  void isPlayedForThoseWhoCopyTheSetToo() {
    List<String> heard = new ArrayList<>();
    try (Interlude interlude = new Interlude(Duration.ofSeconds(10), () -> heard.add("played"))) {
      List<String> copy = List.copyOf(new WalkedSet<>(List.of("a", "b"), interlude::play));

      assertEquals(List.of("a", "b"), copy);
      assertEquals(List.of("played"), heard);
    }
  }

  @Test
  void doesNotWaitForAChangeThatTheCallHoldsUp() {
    CountDownLatch callIsOver = new CountDownLatch(1);
    try (Interlude interlude =
        new Interlude(
            Duration.ofMillis(1),
            () -> {
              try {
                callIsOver.await();
                return true;
              } catch (InterruptedException e) {
                return false;
              }
            })) {
      interlude.play();

      assertFalse(interlude.madeInTime());
      callIsOver.countDown();
    }
  }
}
