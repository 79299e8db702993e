package io.claviger.internal.background;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.Background;
import io.claviger.internal.FakeBackground;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody is there any more who could try again, when the time of something has come. */
class HostExecutorTest {
  private final FakeBackground timer = new FakeBackground();
  private final AtomicInteger tries = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();

  static List<Throwable> refusals() {
    return List.of(
        new RejectedExecutionException("full"), new OutOfMemoryError("no thread to be had"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatIsRefusedThenIsTriedAgain(Throwable refusal) {
    schedule(refusing(2, refusal));
    timer.runScheduled();
    timer.runScheduled();
    assertEquals(0, done.get());
    timer.runScheduled();
    assertEquals(1, done.get());
    assertEquals(3, tries.get());
    assertEquals(0, timer.scheduled.size());
  }

  /** The host may have shut it down, and is not to be kept in memory for that. */
  @Test
  void itIsTriedAfterLongerAndLongerPausesAndNotForEver() {
    schedule(refusing(Integer.MAX_VALUE, new RejectedExecutionException("shut down")));
    assertEquals(Duration.ofSeconds(1), timer.scheduled.element().delay());
    Duration waited = Duration.ZERO;
    timer.runScheduled();
    while (!timer.scheduled.isEmpty()) {
      Duration pause = timer.scheduled.element().delay();
      assertEquals(waited.plusMillis(100), pause, "twice the one before");
      waited = waited.plus(pause);
      timer.runScheduled();
    }
    assertEquals(Duration.ofMillis(102_300), waited);
    assertEquals(11, tries.get());
    assertEquals(0, done.get());
  }

  /** As where the threads of a pool are busy and it runs tasks on those of its callers. */
  @Test
  void whatFailsWhereItIsHandedOverIsNotTakenForARefusal() {
    new HostExecutor(Runnable::run, timer)
        .schedule(
            () -> {
              tries.incrementAndGet();
              throw new IllegalStateException("a bug");
            },
            Duration.ofSeconds(1));
    assertThrows(IllegalStateException.class, timer::runScheduled);
    assertEquals(1, tries.get());
    assertEquals(0, timer.scheduled.size());
  }

  private void schedule(Executor executor) {
    Background background = new HostExecutor(executor, timer);
    background.schedule(done::incrementAndGet, Duration.ofSeconds(1));
  }

  private Executor refusing(int times, Throwable refusal) {
    return task -> {
      if (tries.incrementAndGet() <= times) {
        HostExecutorTest.<RuntimeException>sneak(refusal);
      }
      task.run();
    };
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
