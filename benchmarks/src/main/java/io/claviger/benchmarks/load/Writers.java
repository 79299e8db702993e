package io.claviger.benchmarks.load;

import io.claviger.model.ContentionException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that each make one change after another. */
public record Writers(int count) {
  /** A change that can be repeated. */
  @FunctionalInterface
  public interface Change {
    /** Makes change {@code number} of this writer. */
    void make(int writer, int number) throws SQLException;
  }

  /**
   * The changes of all writers.
   *
   * @param givenUp the changes that lost against others until their deadline
   */
  public record Done(double perSecond, long givenUp, long medianNanos, long slowestNanos) {}

  private record OfOne(List<Long> nanos, long givenUp) {}

  /** Runs all writers for this time. */
  public Done change(Change change, Duration time) {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      long began = System.nanoTime();
      long end = began + time.toNanos();
      List<Callable<OfOne>> writers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int writer = i;
        writers.add(() -> write(change, writer, end));
      }
      List<OfOne> done = new ArrayList<>();
      for (Future<OfOne> one : threads.invokeAll(writers)) {
        done.add(one.get());
      }
      return sum(done, System.nanoTime() - began);
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("a writer failed", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static OfOne write(Change change, int writer, long end) throws SQLException {
    List<Long> nanos = new ArrayList<>();
    long givenUp = 0;
    int number = 0;
    for (long before = System.nanoTime(); before < end; number++) {
      try {
        change.make(writer, number);
      } catch (ContentionException e) {
        givenUp++;
      }
      long after = System.nanoTime();
      nanos.add(after - before);
      before = after;
    }
    return new OfOne(nanos, givenUp);
  }

  private static Done sum(List<OfOne> done, long elapsed) {
    long[] nanos =
        done.stream()
            .flatMap(one -> one.nanos().stream())
            .mapToLong(each -> each)
            .sorted()
            .toArray();
    long givenUp = done.stream().mapToLong(OfOne::givenUp).sum();
    return new Done(
        (nanos.length - givenUp) * 1e9 / elapsed,
        givenUp,
        nanos[nanos.length / 2],
        nanos[nanos.length - 1]);
  }
}
