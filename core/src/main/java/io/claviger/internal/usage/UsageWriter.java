package io.claviger.internal.usage;

import io.claviger.internal.background.Failures;
import io.claviger.model.BackgroundFailure.Task;
import io.claviger.model.StoreException;
import io.claviger.spi.UsageCount;
import io.claviger.spi.UsageStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** Takes out what is pending and writes it, one at a time. Thread-safe. */
final class UsageWriter {
  private final UsageStore store;
  private final PendingUsage pending;
  private final Failures failures;
  private final ReentrantLock writing = new ReentrantLock();

  /** Held while nothing is waited for. */
  private final Object takingOut = new Object();

  /** How often writing began. */
  private final AtomicLong begun = new AtomicLong();

  private volatile boolean atWork;

  /** What is being written. */
  private volatile List<UsageCount> inFlight = List.of();

  UsageWriter(UsageStore store, PendingUsage pending, Failures failures) {
    this.store = store;
    this.pending = pending;
    this.failures = failures;
  }

  /** Whether the store is well; if not, what it did not take is pending again. */
  boolean write() {
    writing.lock();
    try {
      atWork = true;
      begun.incrementAndGet();
      return write(takeOut());
    } finally {
      inFlight = List.of();
      atWork = false;
      writing.unlock();
    }
  }

  /** So that nobody looks while a use is neither pending nor in flight. */
  private List<UsageCount> takeOut() {
    synchronized (takingOut) {
      inFlight = pending.drain();
      return inFlight;
    }
  }

  /** Whether the store is being written to. */
  boolean isAtWork() {
    return atWork;
  }

  /** One batch in trouble may be due to a row that somebody holds; two are trouble of the store. */
  private boolean write(List<UsageCount> drained) {
    int size = UsageCount.MOST_IN_A_BATCH;
    boolean well = true;
    for (int from = 0; from < drained.size(); from += size) {
      List<UsageCount> batch = drained.subList(from, Math.min(from + size, drained.size()));
      try {
        if (!store.add(batch)) {
          pending.drop(PendingUsage.requests(batch));
        }
      } catch (StoreException e) {
        failures.add(Task.WRITE_USAGE, e);
        if (!well) {
          pending.putBack(drained.subList(from, drained.size()));
          return false;
        }
        pending.putBack(batch);
        well = false;
      } catch (RuntimeException | Error e) {
        failures.add(Task.WRITE_USAGE, e);
        pending.drop(PendingUsage.requests(batch));
        pending.putBack(drained.subList(from + batch.size(), drained.size()));
        throw e;
      }
    }
    return well;
  }

  /** How often it began to write so far. */
  long begun() {
    return begun.get();
  }

  boolean isWriting() {
    return writing.isLocked();
  }

  /** Whether nothing is being written; waits for that so long. */
  boolean isQuietWithin(Duration patience) {
    boolean quiet = tryAlone(patience);
    if (quiet) {
      writing.unlock();
    }
    return quiet;
  }

  /** Does it while nothing is being written by others; not at all if that takes longer. */
  void whenQuiet(Duration patience, Runnable work) {
    if (tryAlone(patience)) {
      try {
        work.run();
      } finally {
        writing.unlock();
      }
    }
  }

  /** What is not surely written, perhaps twice. Waits so long for what is being written. */
  List<UsageCount> unwritten(Duration patience) {
    boolean alone = tryAlone(patience);
    try {
      synchronized (takingOut) {
        // In this order: what is put back meanwhile is pending again.
        List<UsageCount> unwritten = new ArrayList<>(inFlight);
        unwritten.addAll(pending.all());
        return unwritten;
      }
    } finally {
      if (alone) {
        writing.unlock();
      }
    }
  }

  private boolean tryAlone(Duration patience) {
    try {
      // Without time first: an interrupt is to end a wait, not what need not wait.
      return writing.tryLock() || writing.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
