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
  public record Done(double perSecond, long changes, long givenUp, long slowestNanos) {}

  private record OfOne(long changes, long givenUp, long slowestNanos) {}

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
    long givenUp = 0;
    long slowest = 0;
    int number = 0;
    for (long before = System.nanoTime(); before < end; number++) {
      try {
        change.make(writer, number);
      } catch (ContentionException e) {
        givenUp++;
      }
      long after = System.nanoTime();
      slowest = Math.max(slowest, after - before);
      before = after;
    }
    return new OfOne(number - givenUp, givenUp, slowest);
  }

  private static Done sum(List<OfOne> done, long nanos) {
    long changes = done.stream().mapToLong(OfOne::changes).sum();
    return new Done(
        changes * 1e9 / nanos,
        changes,
        done.stream().mapToLong(OfOne::givenUp).sum(),
        done.stream().mapToLong(OfOne::slowestNanos).max().orElse(0));
  }
}
