package io.claviger.internal.usage;

import io.claviger.internal.background.Failures;
import io.claviger.model.BackgroundFailure.Task;
import io.claviger.model.StoreException;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** Drains the pending usage and writes it, one drain at a time. Thread-safe. */
final class UsageWriter {
  private final UsageStore store;
  private final PendingUsage pending;
  private final Failures failures;
  private final ReentrantLock writing = new ReentrantLock();

  /** Guards the move of usage from pending to in flight. Nobody waits while holding it. */
  private final Object takingOut = new Object();

  /** The number of writings that have begun. */
  private final AtomicLong begun = new AtomicLong();

  private volatile boolean atWork;

  /** The usage that is being written. */
  private volatile List<Tally> inFlight = List.of();

  UsageWriter(UsageStore store, PendingUsage pending, Failures failures) {
    this.store = store;
    this.pending = pending;
    this.failures = failures;
  }

  /**
   * Writes the pending usage.
   *
   * @return false if the store failed; the usage that it did not write is pending again
   */
  boolean write() {
    writing.lock();
    try {
      atWork = true;
      begun.incrementAndGet();
      // Drains while no reader looks, since the usage is briefly in neither place.
      synchronized (takingOut) {
        inFlight = pending.drain();
      }
      return write(inFlight);
    } finally {
      inFlight = List.of();
      atWork = false;
      writing.unlock();
    }
  }

  /** Returns whether a writing is under way. */
  boolean isAtWork() {
    return atWork;
  }

  /**
   * Writes batch by batch. One batch may fail because another transaction holds a row. If a second
   * one fails, the store is in trouble, and the rest is not tried. An exception that the store may
   * not throw leaves it open whether the batch was added, so the batch is dropped. An Error, such
   * as a full stack or heap, ends nearly always a call that has added nothing.
   */
  private boolean write(List<Tally> drained) {
    int size = UsageCount.MAX_BATCH;
    boolean well = true;
    for (int from = 0; from < drained.size(); from += size) {
      List<Tally> batch = drained.subList(from, Math.min(from + size, drained.size()));
      try {
        if (!store.add(batch.stream().map(Tally::counted).toList())) {
          pending.drop(Tally.requests(batch));
        }
      } catch (StoreException e) {
        failures.add(Task.WRITE_USAGE, e);
        if (!well) {
          pending.putBack(drained.subList(from, drained.size()));
          return false;
        }
        pending.putBack(batch);
        well = false;
      } catch (RuntimeException e) {
        failures.add(Task.WRITE_USAGE, e);
        pending.drop(Tally.requests(batch));
        pending.putBack(drained.subList(from + batch.size(), drained.size()));
        throw e;
      } catch (Error e) {
        failures.add(Task.WRITE_USAGE, e);
        pending.putBack(drained.subList(from, drained.size()));
        throw e;
      }
    }
    return well;
  }

  /** Returns the number of writings that have begun. */
  long begun() {
    return begun.get();
  }

  /** Waits up to {@code timeout} until nothing is being written. Returns false if it still is. */
  boolean isQuietWithin(Duration timeout) {
    boolean quiet = tryAlone(timeout);
    if (quiet) {
      writing.unlock();
    }
    return quiet;
  }

  /**
   * Waits up to {@code timeout} until no other thread is writing, and then does the work. If that
   * takes longer, the work is not done.
   */
  void whenQuiet(Duration timeout, Runnable work) {
    if (tryAlone(timeout)) {
      try {
        work.run();
      } finally {
        writing.unlock();
      }
    }
  }

  /**
   * Returns the usage that may not be written yet. Some of it may be there twice. Waits up to
   * {@code timeout} for a writing that is under way.
   */
  List<UsageCount> unwritten(Duration timeout) {
    boolean alone = tryAlone(timeout);
    try {
      synchronized (takingOut) {
        // In this order: usage that is put back between the two is pending then, and not missed.
        List<UsageCount> unwritten = new ArrayList<>();
        inFlight.forEach(tally -> unwritten.add(tally.counted()));
        unwritten.addAll(pending.of(key -> true));
        return unwritten;
      }
    } finally {
      if (alone) {
        writing.unlock();
      }
    }
  }

  private boolean tryAlone(Duration timeout) {
    try {
      // Without a time limit first: an interrupt shall only end calls that have to wait.
      return writing.tryLock() || writing.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
