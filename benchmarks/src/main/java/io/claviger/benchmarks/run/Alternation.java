package io.claviger.benchmarks.run;

import io.claviger.benchmarks.report.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/**
 * Two sides that were measured in this JVM in alternating turns.
 *
 * @param ours a value for each turn
 * @param theirs a value for each turn
 */
public record Alternation(List<Double> ours, List<Double> theirs) {
  /** Compares two sides, each in so many turns. */
  public static Comparison of(int turns, Callable<Double> ours, Callable<Double> theirs)
      throws Exception {
    return measure(turns, ours, theirs).compare();
  }

  /** Measures two sides, each in so many turns. */
  public static Alternation measure(int turns, Callable<Double> ours, Callable<Double> theirs)
      throws Exception {
    List<List<Double>> measured = measure(turns, List.of(ours, theirs));
    return new Alternation(measured.get(0), measured.get(1));
  }

  /** Measures any number of sides. Returns a list for each, with a value for each turn. */
  public static List<List<Double>> measure(int turns, List<Callable<Double>> sides)
      throws Exception {
    List<List<Double>> measured = new ArrayList<>();
    sides.forEach(side -> measured.add(new ArrayList<>()));
    for (int turn = 0; turn < turns; turn++) {
      for (int i = 0; i < sides.size(); i++) {
        // Reverse every second turn, so that no side always comes last.
        int side = turn % 2 == 0 ? i : sides.size() - 1 - i;
        measured.get(side).add(sides.get(side).call());
      }
    }
    return measured;
  }

  /** Returns the same turns in another unit. */
  public Alternation in(UnaryOperator<Double> unit) {
    return new Alternation(ours.stream().map(unit).toList(), theirs.stream().map(unit).toList());
  }

  /** Compares the sides. */
  public Comparison compare() {
    return Comparison.byTurns(ours, theirs);
  }
}
