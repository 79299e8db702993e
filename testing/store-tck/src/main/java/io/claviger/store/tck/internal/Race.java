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

/** Runs tasks on several threads that start together, and waits for them for a limited time. */
public final class Race {
  private static final long COMPANY_NANOS = 2_000_000;

  private Race() {}

  /**
   * Runs all tasks.
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
                  start.await(TestTimeout.limit().toSeconds(), TimeUnit.SECONDS);
                  awaitCompany(awake, Math.min(2, tasks.size()));
                  return task.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(TestTimeout.await(future));
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Runs the same call on several threads, with the number of the thread. */
  public static <T> List<T> run(int count, IntFunction<T> rival) throws Exception {
    return run(
        IntStream.range(0, count)
            .mapToObj(number -> (Callable<T>) () -> rival.apply(number))
            .toList());
  }

  /** Runs the first step once, and the second one repeatedly until the first has finished. */
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

  /** A step that may throw. */
  @FunctionalInterface
  public interface Step {
    void run() throws Exception;
  }

  /**
   * Waits until another thread is awake too. Otherwise the thread that opened the barrier may
   * finish its task before another one begins. Gives up soon, for machines with one processor.
   */
  private static void awaitCompany(AtomicInteger awake, int enough) {
    awake.incrementAndGet();
    long start = System.nanoTime();
    while (awake.get() < enough && System.nanoTime() - start < COMPANY_NANOS) {
      Thread.onSpinWait();
    }
  }
}
