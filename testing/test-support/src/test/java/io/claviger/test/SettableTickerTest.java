package io.claviger.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class SettableTickerTest {
  private final SettableTicker ticker = new SettableTicker();

  @Test
  void standsStill() {
    assertEquals(0, ticker.nanos());
    assertEquals(0, ticker.nanos());
  }

  @Test
  void advances() {
    ticker.advance(Duration.ofMillis(2));

    assertEquals(2_000_000, ticker.nanos());
  }

  @Test
  void doesNotGoBack() {
    assertThrows(IllegalArgumentException.class, () -> ticker.advance(Duration.ofNanos(-1)));
    assertEquals(0, ticker.nanos());
  }

  @Test
  void sleepingLetsTimePassInsteadOfWaiting() throws InterruptedException {
    ticker.sleep(Duration.ofDays(1000).toNanos());
    ticker.sleep(-1);

    assertEquals(Duration.ofDays(1000).toNanos(), ticker.nanos());
  }

  @Test
  void anInterruptedThreadDoesNotSleep() {
    Thread.currentThread().interrupt();

    assertThrows(InterruptedException.class, () -> ticker.sleep(1));

    assertFalse(Thread.currentThread().isInterrupted(), "the exception takes the flag's place");
    assertEquals(0, ticker.nanos());
  }

  @Test
  void losesNoSleepOfManyThreads() throws Exception {
    Callable<Boolean> thousandNanos =
        () -> {
          for (int i = 0; i < 1000; i++) {
            ticker.sleep(1);
          }
          return true;
        };

    FourThreads.run(thousandNanos);

    assertEquals(4000, ticker.nanos());
  }
}
