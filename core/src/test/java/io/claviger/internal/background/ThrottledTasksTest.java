package io.claviger.internal.background;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.BackgroundFailure;
import io.claviger.model.Samples;
import io.claviger.model.SecretId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ThrottledTasksTest {
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final SecretId ID = Samples.secretId(1);
  private static final int ROUNDS = 5_000;

  @Test
  void oneBeginsAfterThePauseOnly() {
    ThrottledTasks tasks = tasks(1);
    AtomicInteger begun = new AtomicInteger();
    tasks.attempt(ID, Samples.NOW, begun::incrementAndGet);
    tasks.attempt(ID, Samples.NOW.plus(PAUSE).minusNanos(1), begun::incrementAndGet);
    assertEquals(1, begun.get());
    tasks.attempt(ID, Samples.NOW.plus(PAUSE), begun::incrementAndGet);
    assertEquals(2, begun.get());
  }

  /** Who looks for an earlier one, and takes its place when that has ended, is too late. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void oneThatEndsAtOnceIsNotRepeatedByARival() throws Exception {
    ThrottledTasks tasks = tasks(2);
    AtomicInteger arrived = new AtomicInteger();
    AtomicInteger begun = new AtomicInteger();
    Runnable beginAll =
        () -> {
          for (int round = 1; round <= ROUNDS; round++) {
            arrived.incrementAndGet();
            while (arrived.get() < 2 * round) {
              Thread.onSpinWait();
            }
            tasks.attempt(Samples.secretId(round), Samples.NOW, begun::incrementAndGet);
          }
        };
    Thread rival = new Thread(beginAll);
    rival.setDaemon(true);
    rival.start();
    beginAll.run();
    rival.join();
    assertEquals(ROUNDS, begun.get());
  }

  private static ThrottledTasks tasks(int most) {
    return new ThrottledTasks(
        Runnable::run,
        new Failures(() -> Samples.NOW),
        BackgroundFailure.Task.UPGRADE_VERIFIERS,
        new ThrottledTasks.Limits(most, PAUSE));
  }
}
