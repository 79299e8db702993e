package io.claviger.store.cache;

import io.claviger.model.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Asks the store in the background, and waits no longer than a question may take. The answer of one
 * that took longer is dropped. Thread-safe.
 */
final class Questions {
  private final Executor reads;
  private final Semaphore places;

  /**
   * Asks on these threads.
   *
   * @param mostThatHang how many questions may hang; each keeps a thread and a connection
   */
  Questions(Executor reads, int mostThatHang) {
    this.reads = reads;
    this.places = new Semaphore(mostThatHang);
  }

  /**
   * Returns the answer.
   *
   * @throws StoreException if there is none within these nanoseconds, or the store failed
   */
  <T> T ask(long nanos, Supplier<T> question) {
    if (!places.tryAcquire()) {
      throw InFlightLoads.unreachable("earlier questions of the cache still hang", null);
    }
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      reads.execute(() -> complete(answer, question));
    } catch (RuntimeException e) {
      places.release();
      throw InFlightLoads.unreachable("the executor refused a read", e);
    }
    return await(answer, nanos);
  }

  /** Gives the place back before whoever waits can ask the next question. */
  private <T> void complete(CompletableFuture<T> answer, Supplier<T> question) {
    T found;
    try {
      found = question.get();
    } catch (Throwable e) {
      places.release();
      answer.completeExceptionally(e);
      return;
    }
    places.release();
    answer.complete(found);
  }

  private static <T> T await(CompletableFuture<T> answer, long nanos) {
    try {
      return answer.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw InFlightLoads.unreachable("the store did not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw InFlightLoads.unreachable("interrupted while waiting for the store", e);
    } catch (ExecutionException e) {
      throw InFlightLoads.failure(e.getCause());
    }
  }
}
