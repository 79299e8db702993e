package io.claviger.internal.background;

import io.claviger.Background;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tasks run where the host wants them to; a timer hands over what is due. Thread-safe. */
public final class HostExecutor implements Background {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Executor executor;
  private final Background timer;

  /** On that executor, by this timer. */
  public HostExecutor(Executor executor, Background timer) {
    this.executor = executor;
    this.timer = timer;
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(task);
  }

  @Override
  public void schedule(Runnable task, Duration delay) {
    Objects.requireNonNull(task, "task");
    timer.schedule(() -> executeDue(task, FIRST_PAUSE), delay);
  }

  /**
   * Whoever scheduled it is not there any more to try again. Not for ever: the host may have shut
   * the executor down, and what waits here keeps much of the host.
   */
  private void executeDue(Runnable task, Duration pause) {
    AtomicBoolean begun = new AtomicBoolean();
    try {
      executor.execute(
          () -> {
            begun.set(true);
            task.run();
          });
    } catch (RuntimeException | Error e) {
      if (begun.get()) {
        // It ran here, and is not to run twice.
        throw e;
      }
      // Also where there is no thread to be had.
      if (pause.compareTo(LONGEST_PAUSE) < 0) {
        timer.schedule(() -> executeDue(task, pause.multipliedBy(2)), pause);
      }
    }
  }
}
