package io.claviger.internal.background;

import io.claviger.model.BackgroundFailure;
import io.claviger.model.BackgroundFailure.Task;
import io.claviger.model.NotFoundException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what fails in the background, and keeps the last failure. Thread-safe. */
public final class Failures {
  private final InstantSource clock;
  private final LongAdder count = new LongAdder();
  private volatile @Nullable BackgroundFailure last;

  public Failures(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns how many there were. */
  public long count() {
    return count.sum();
  }

  /** Returns the last one; empty if nothing has failed. */
  public Optional<BackgroundFailure> last() {
    return Optional.ofNullable(last);
  }

  /**
   * Notes that the task failed for this cause. That a key or an organization is gone is no failure:
   * nothing is left to do for it.
   */
  public void add(Task task, Throwable cause) {
    if (!(cause instanceof NotFoundException)) {
      count.increment();
      last = new BackgroundFailure(task, clock.instant(), cause);
    }
  }
}
