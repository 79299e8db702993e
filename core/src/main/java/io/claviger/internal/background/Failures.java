package io.claviger.internal.background;

import io.claviger.ApiKeyId;
import io.claviger.Background;
import io.claviger.BackgroundFailure;
import io.claviger.BackgroundFailure.Task;
import io.claviger.KeyUsage;
import io.claviger.NotFound;
import io.claviger.OrganizationId;
import io.claviger.spi.UsageCount;
import io.claviger.spi.UsageStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    if (!(cause instanceof NotFound)) {
      count.increment();
      last = new BackgroundFailure(task, clock.instant(), cause);
    }
  }

  /** Wraps the background for tasks of this kind: a task that it refuses is a failure. */
  public Background watching(Background background, Task kind) {
    return new Background() {
      @Override
      public void execute(Runnable task) {
        watched(kind, () -> background.execute(task));
      }

      @Override
      public void schedule(Runnable task, Duration delay) {
        watched(kind, () -> background.schedule(task, delay));
      }
    };
  }

  /** Wraps the store: use that it does not write is a failure. */
  public UsageStore watching(UsageStore store) {
    return new UsageStore() {
      @Override
      public boolean add(List<UsageCount> batch) {
        try {
          return store.add(batch);
        } catch (RuntimeException | Error e) {
          Failures.this.add(Task.WRITE_USAGE, e);
          throw e;
        }
      }

      @Override
      public Map<ApiKeyId, KeyUsage> usage(OrganizationId organization, Set<ApiKeyId> keys) {
        return store.usage(organization, keys);
      }
    };
  }

  private void watched(Task kind, Runnable handOver) {
    try {
      handOver.run();
    } catch (RuntimeException | Error e) {
      add(kind, e);
      throw e;
    }
  }
}
