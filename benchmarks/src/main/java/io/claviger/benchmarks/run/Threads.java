package io.claviger.benchmarks.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Threads that work at the same time. */
public final class Threads {
  /** The work of one thread. */
  @FunctionalInterface
  public interface Task<T> {
    /** Runs on the thread with this number, which begins at 0. */
    T run(int thread) throws Exception;
  }

  private Threads() {}

  /** Runs a task on each of so many threads, and returns their results in order. */
  public static <T> List<T> run(int count, Task<T> task) throws Exception {
    List<Callable<T>> work =
        IntStream.range(0, count).<Callable<T>>mapToObj(i -> () -> task.run(i)).toList();
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> each : threads.invokeAll(work)) {
        results.add(each.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
