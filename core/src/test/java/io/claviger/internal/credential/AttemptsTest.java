package io.claviger.internal.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.Samples;
import io.claviger.SecretId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AttemptsTest {
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final SecretId ID = Samples.secretId(1);
  private static final int ROUNDS = 5_000;

  @Test
  void oneBeginsAfterThePauseOnly() {
    Attempts attempts = new Attempts(1, PAUSE);
    assertEquals(true, attempts.begin(ID, Samples.NOW));
    attempts.end(ID, Samples.NOW);
    assertEquals(false, attempts.begin(ID, Samples.NOW.plus(PAUSE).minusNanos(1)));
    assertEquals(true, attempts.begin(ID, Samples.NOW.plus(PAUSE)));
  }

  /** Who looks for an earlier one, and takes its place when that has ended, is too late. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void oneThatEndsAtOnceIsNotRepeatedByARival() throws Exception {
    Attempts attempts = new Attempts(2, PAUSE);
    AtomicInteger arrived = new AtomicInteger();
    AtomicInteger begun = new AtomicInteger();
    Runnable beginAll =
        () -> {
          for (int round = 1; round <= ROUNDS; round++) {
            arrived.incrementAndGet();
            while (arrived.get() < 2 * round) {
              Thread.onSpinWait();
            }
            SecretId id = Samples.secretId(round);
            if (attempts.begin(id, Samples.NOW)) {
              begun.incrementAndGet();
              attempts.end(id, Samples.NOW);
            }
          }
        };
    Thread rival = new Thread(beginAll);
    rival.setDaemon(true);
    rival.start();
    beginAll.run();
    rival.join();
    assertEquals(ROUNDS, begun.get());
  }
}
