package io.claviger.internal.background;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.BackgroundFailure;
import io.claviger.model.Samples;
import io.claviger.model.SecretId;
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
    Attempts attempts = attempts(1);
    AtomicInteger begun = new AtomicInteger();
    attempts.attempt(ID, Samples.NOW, begun::incrementAndGet);
    attempts.attempt(ID, Samples.NOW.plus(PAUSE).minusNanos(1), begun::incrementAndGet);
    assertEquals(1, begun.get());
    attempts.attempt(ID, Samples.NOW.plus(PAUSE), begun::incrementAndGet);
    assertEquals(2, begun.get());
  }

  /** Who looks for an earlier one, and takes its place when that has ended, is too late. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void oneThatEndsAtOnceIsNotRepeatedByARival() throws Exception {
    Attempts attempts = attempts(2);
    AtomicInteger arrived = new AtomicInteger();
    AtomicInteger begun = new AtomicInteger();
    Runnable beginAll =
        () -> {
          for (int round = 1; round <= ROUNDS; round++) {
            arrived.incrementAndGet();
            while (arrived.get() < 2 * round) {
              Thread.onSpinWait();
            }
            attempts.attempt(Samples.secretId(round), Samples.NOW, begun::incrementAndGet);
          }
        };
    Thread rival = new Thread(beginAll);
    rival.setDaemon(true);
    rival.start();
    beginAll.run();
    rival.join();
    assertEquals(ROUNDS, begun.get());
  }

  private static Attempts attempts(int most) {
    return new Attempts(
        Runnable::run,
        new Failures(() -> Samples.NOW),
        BackgroundFailure.Task.UPGRADE_VERIFIERS,
        new Attempts.Limits(most, PAUSE));
  }
}
