package io.claviger.importing.internal;

import io.claviger.model.PrivateKey;
import io.claviger.model.SecretId;
import io.claviger.model.StoreException;
import io.claviger.spi.Verifier;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs slow checks on a few threads, at most one at a time for each secret. Callers wait for their
 * result; if too many wait, a check is refused at once. Thread-safe.
 */
public final class SlowChecks implements AutoCloseable {
  private static final long IDLE_SECONDS = 10;

  /** A check that runs or waits. */
  private record Running(Verifier verifier, PrivateKey presented, FutureTask<Boolean> result) {
    boolean isSame(Running other) {
      return verifier.equals(other.verifier) && presented.equals(other.presented);
    }
  }

  private final int most;
  private final Semaphore places;
  private final ThreadPoolExecutor threads;
  private final ConcurrentMap<SecretId, Running> running = new ConcurrentHashMap<>();
  private final LongAdder refused = new LongAdder();

  /** Creates the threads, which end while they have nothing to do. */
  public SlowChecks(int threads, int queue) {
    this.most = threads + queue;
    this.places = new Semaphore(most);
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            SlowChecks::thread);
    this.threads.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "claviger-import");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Returns the result of the work.
   *
   * @throws StoreException if too many callers wait, or if another secret for this id is being
   *     checked
   */
  public boolean check(SecretId id, Verifier verifier, PrivateKey presented, BooleanSupplier work) {
    if (!places.tryAcquire()) {
      throw refusal("too many slow hashes are being checked", null);
    }
    try {
      Running mine = new Running(verifier, presented, new FutureTask<>(() -> run(id, work)));
      Running other = running.putIfAbsent(id, mine);
      if (other == null) {
        start(id, mine);
        return await(mine);
      }
      if (!other.isSame(mine)) {
        throw refusal("another secret of the same key is being checked", null);
      }
      return await(other);
    } finally {
      places.release();
    }
  }

  /**
   * Ends the entry before the result is there, so that the next check of the key is not refused.
   */
  private boolean run(SecretId id, BooleanSupplier work) {
    try {
      return work.getAsBoolean();
    } finally {
      running.remove(id);
    }
  }

  private void start(SecretId id, Running mine) {
    try {
      threads.execute(mine.result());
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      running.remove(id, mine);
      throw refusal("no thread can check a slow hash", e);
    }
  }

  private boolean await(Running check) {
    try {
      return check.result().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refusal("the wait for the check of a slow hash was interrupted", e);
    } catch (ExecutionException e) {
      throw refusal("the check of a slow hash failed", e.getCause());
    }
  }

  private StoreException refusal(String why, @Nullable Throwable cause) {
    refused.increment();
    return new StoreException(
        StoreException.Kind.UNREACHABLE, why + "; try again in a second", cause);
  }

  /** Returns how many callers wait for a result. */
  public int pending() {
    return most - places.availablePermits();
  }

  /** Returns how many checks were refused. */
  public long refused() {
    return refused.sum();
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
