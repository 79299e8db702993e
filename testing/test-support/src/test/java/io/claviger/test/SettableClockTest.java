package io.claviger.test;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class SettableClockTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final SettableClock clock = new SettableClock(NOON);

  @Test
  void standsStill() {
    assertEquals(NOON, clock.instant());
    assertEquals(NOON, clock.instant());
  }

  @Test
  void isSetForwardAndBack() {
    clock.set(NOON.plusSeconds(5));
    assertEquals(NOON.plusSeconds(5), clock.instant());

    clock.set(NOON.minusSeconds(5));
    assertEquals(NOON.minusSeconds(5), clock.instant());
  }

  @Test
  void advances() {
    clock.advance(Duration.ofMillis(1500));
    clock.advance(Duration.ofMillis(-500));

    assertEquals(NOON.plusSeconds(1), clock.instant());
  }

  @Test
  void losesNoAdvanceOfManyThreads() throws Exception {
    Callable<Boolean> thousandSeconds =
        () -> {
          for (int i = 0; i < 1000; i++) {
            clock.advance(Duration.ofSeconds(1));
          }
          return true;
        };

    FourThreads.run(thousandSeconds);

    assertEquals(NOON.plusSeconds(4000), clock.instant());
  }
}
