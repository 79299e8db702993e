package io.claviger.benchmarks.size;

import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Sample;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures the same call on both databases in alternating turns, so that a slow phase of the
 * machine affects both. In a turn, several threads make a few calls each. With one thread,
 * processors fall asleep between the client and the server, and the time to wake up would exceed
 * that of most calls.
 */
final class SizeComparison implements AutoCloseable {
  private static final int UNCOUNTED = 5;
  private static final int ROUNDS = 20;

  private final List<MeasuredDatabase> large;
  private final List<MeasuredDatabase> small;
  private final ExecutorService threads;

  /** Calls each object from one thread only. */
  SizeComparison(List<MeasuredDatabase> large, List<MeasuredDatabase> small) {
    this.large = large;
    this.small = small;
    this.threads = Executors.newFixedThreadPool(Math.max(large.size(), small.size()));
  }

  /** Measures the microseconds of a call: ours is the large database, theirs the small one. */
  Comparison run(Operation operation) {
    int calls = operation.calls() / ROUNDS;
    for (int round = 0; round < UNCOUNTED; round++) {
      turn(operation, calls, large);
      turn(operation, calls, small);
    }
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      // Alternate the order, so that neither side always comes second.
      if (round % 2 == 0) {
        ours.add(turn(operation, calls, large));
        theirs.add(turn(operation, calls, small));
      } else {
        theirs.add(turn(operation, calls, small));
        ours.add(turn(operation, calls, large));
      }
    }
    return Comparison.byTurns(ours, theirs);
  }

  /** Returns the median time of a call in this turn. */
  private double turn(Operation operation, int calls, List<MeasuredDatabase> databases) {
    List<Callable<List<Double>>> work = new ArrayList<>();
    databases.forEach(database -> work.add(() -> micros(operation, calls, database)));
    List<Double> all = new ArrayList<>();
    try {
      for (Future<List<Double>> each : threads.invokeAll(work)) {
        all.addAll(each.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(operation.name() + " was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(operation.name() + " failed", e);
    }
    return new Sample(all).median().value();
  }

  private static List<Double> micros(Operation operation, int calls, MeasuredDatabase database)
      throws SQLException {
    List<Double> micros = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      long began = System.nanoTime();
      operation.call().on(database);
      micros.add((System.nanoTime() - began) / 1e3);
    }
    return micros;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    large.forEach(MeasuredDatabase::close);
    small.forEach(MeasuredDatabase::close);
  }
}
