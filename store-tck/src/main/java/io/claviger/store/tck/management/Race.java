package io.claviger.store.tck.management;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Threads that start at the same moment, and are waited for in bounded time. */
final class Race {
  /** Far above what a change may take under contention, far below the patience of a build. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private Race() {}

  /** What the rivals answered, in their order; what one of them throws is thrown. */
  static <T> List<T> run(List<Callable<T>> rivals) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(rivals.size());
    try {
      CyclicBarrier start = new CyclicBarrier(rivals.size());
      List<Future<T>> running = new ArrayList<>();
      for (Callable<T> rival : rivals) {
        running.add(
            threads.submit(
                () -> {
                  start.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                  return rival.call();
                }));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> rival : running) {
        answers.add(rival.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      }
      return answers;
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("a rival did not answer", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** The same call by so many threads, each with its number. */
  static <T> List<T> run(int count, IntFunction<T> rival) throws InterruptedException {
    return run(
        IntStream.range(0, count)
            .mapToObj(number -> (Callable<T>) () -> rival.apply(number))
            .toList());
  }
}
