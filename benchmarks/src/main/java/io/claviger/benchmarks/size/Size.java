package io.claviger.benchmarks.size;

import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Result;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.run.Alternation;
import io.claviger.benchmarks.run.Measurement;
import io.claviger.benchmarks.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls on a database with many keys, beside the same calls on one with ten thousand. */
public record Size(Engine engine, Dataset large) {
  private static final int UNCOUNTED = 5;
  private static final int TURNS = 20;
  private static final Goal SEED = Goal.ratioAtMost(1.3);
  private static final Goal GROWTH = Goal.ratioAtMost(1.5);

  /** The library may grow this much more than the plain operation. */
  private static final double BEYOND_PLAIN = 1.15;

  /** Returns the measurements, which have goals only if the large database has a million keys. */
  public static List<Measurement> measurements(Dataset large) {
    return Stream.of(Engine.values()).map(engine -> new Size(engine, large).measurement()).toList();
  }

  private Measurement measurement() {
    List<Row> rows = new ArrayList<>();
    rows.add(row("seed", "µs/key", SEED));
    Operation.all().forEach(operation -> rows.addAll(rows(operation)));
    return new Measurement(rows, this::measure);
  }

  private List<Row> rows(Operation operation) {
    Row row = row(operation.name(), "µs", GROWTH);
    Operation plain = operation.plain();
    return plain == null ? List.of(row) : List.of(row, row(plain.name(), "µs", null));
  }

  private Row row(String what, String unit, @Nullable Goal goal) {
    String name = "size/" + engine.name().toLowerCase(Locale.ROOT) + "/" + what;
    return new Row(name, unit, large.equals(Dataset.FULL) ? goal : null);
  }

  private List<Result> measure(Run run) throws Exception {
    List<Result> results = new ArrayList<>();
    try (SeededDatabase theirs = new SeededDatabase(run, engine, "small", Dataset.SMALL);
        SeededDatabase ours = new SeededDatabase(run, engine, "large", large)) {
      results.add(new Result(row("seed", "µs/key", SEED), ours.seeding()));
      theirs.open();
      ours.open();
      for (Operation operation : Operation.all()) {
        List<Row> rows = rows(operation);
        if (rows.stream().anyMatch(run::wants)) {
          run.say(rows.get(0).name());
          results.addAll(measure(operation, ours, theirs));
        }
      }
    }
    return results;
  }

  /** Measures an operation, and the plain one that belongs to it. */
  private List<Result> measure(Operation operation, SeededDatabase ours, SeededDatabase theirs)
      throws Exception {
    List<Row> rows = rows(operation);
    Comparison library = compare(operation, ours, theirs);
    Operation plain = operation.plain();
    if (plain == null) {
      return List.of(new Result(rows.get(0), library));
    }
    Comparison beside = compare(plain, ours, theirs);
    double growth = Objects.requireNonNull(beside.ratio()).value();
    Row row = row(operation.name(), "µs", Goal.ratioAtMost(BEYOND_PLAIN * growth));
    return List.of(new Result(row, library), new Result(rows.get(1), beside));
  }

  private static Comparison compare(Operation operation, SeededDatabase ours, SeededDatabase theirs)
      throws Exception {
    int calls = operation.calls() / TURNS;
    Callable<Double> large = () -> ours.micros(operation, calls);
    Callable<Double> small = () -> theirs.micros(operation, calls);
    Comparison unused = Alternation.of(UNCOUNTED, large, small);
    return Alternation.of(TURNS, large, small);
  }
}
