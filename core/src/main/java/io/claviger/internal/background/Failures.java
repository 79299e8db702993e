package io.claviger.internal.background;

import io.claviger.model.BackgroundFailure;
import io.claviger.model.BackgroundFailure.Task;
import io.claviger.model.NotFoundException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts failures in the background, and keeps the last one. Thread-safe. */
public final class Failures {
  private final InstantSource clock;
  private final LongAdder count = new LongAdder();
  private volatile @Nullable BackgroundFailure last;

  public Failures(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns the number of failures. */
  public long count() {
    return count.sum();
  }

  /** Returns the last failure, or empty if there was none. */
  public Optional<BackgroundFailure> last() {
    return Optional.ofNullable(last);
  }

  /**
   * Notes that the task failed for this cause. A key or an organization that no longer exists is
   * not a failure, because there is nothing left to do for it.
   */
  public void add(Task task, Throwable cause) {
    if (!(cause instanceof NotFoundException)) {
      count.increment();
      last = BackgroundFailure.of(task, clock.instant(), cause);
    }
  }
}
