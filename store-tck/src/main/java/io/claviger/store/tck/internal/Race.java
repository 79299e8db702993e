package io.claviger.store.tck.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Tasks that start together, each on a thread of its own, and are waited for, but not for ever. */
public final class Race {
  private static final long COMPANY_NANOS = 2_000_000;

  private Race() {}

  /**
   * Runs all of them.
   *
   * @return the results in the order of the tasks; the first failure is thrown instead
   */
  public static <T> List<T> run(List<? extends Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      CyclicBarrier start = new CyclicBarrier(tasks.size());
      AtomicInteger awake = new AtomicInteger();
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> task : tasks) {
        futures.add(
            threads.submit(
                () -> {
                  start.await(Patience.limit().toSeconds(), TimeUnit.SECONDS);
                  awaitCompany(awake, Math.min(2, tasks.size()));
                  return task.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(Patience.await(future));
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  /** The same call by so many threads, each with its number. */
  public static <T> List<T> run(int count, IntFunction<T> rival) throws Exception {
    return run(
        IntStream.range(0, count)
            .mapToObj(number -> (Callable<T>) () -> rival.apply(number))
            .toList());
  }

  /** Does the one thing, while the other is done again and again until the first is finished. */
  public static void during(Step once, Step repeated) throws Exception {
    AtomicBoolean finished = new AtomicBoolean();
    Callable<Boolean> leader =
        () -> {
          try {
            once.run();
            return true;
          } finally {
            finished.set(true);
          }
        };
    Callable<Boolean> follower =
        () -> {
          do {
            repeated.run();
          } while (!finished.get());
          return true;
        };
    run(List.of(leader, follower));
  }

  /** Something to do that may fail. */
  @FunctionalInterface
  public interface Step {
    void run() throws Exception;
  }

  /**
   * Waking up takes longer than many a task does: without this, the thread that opened the barrier
   * is through before another begins. Soon gives up, for machines with one processor.
   */
  private static void awaitCompany(AtomicInteger awake, int enough) {
    awake.incrementAndGet();
    long start = System.nanoTime();
    while (awake.get() < enough && System.nanoTime() - start < COMPANY_NANOS) {
      Thread.onSpinWait();
    }
  }
}
