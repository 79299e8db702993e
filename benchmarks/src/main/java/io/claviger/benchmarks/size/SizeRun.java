package io.claviger.benchmarks.size;

import io.claviger.benchmarks.database.DatabaseEngine;
import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Progress;
import io.claviger.benchmarks.report.Row;
import io.claviger.spi.ApiKeyStore;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Fills a small and a large database of one kind, and measures both. */
public final class SizeRun {
  private static final int THREADS = 2;
  private static final Goal SEED = Goal.ratioAtMost(1.3);
  private static final Goal GROWTH = Goal.ratioAtMost(1.5);

  /** The library may grow this much more than the plain operation. */
  private static final double BEYOND_PLAIN = 1.15;

  private final DatabaseEngine engine;
  private final Dataset large;
  private final Progress progress;

  /** Compares a database with {@code large} to one with {@link Dataset#SMALL}. */
  public SizeRun(DatabaseEngine engine, Dataset large, Progress progress) {
    this.engine = engine;
    this.large = large;
    this.progress = progress;
  }

  /**
   * Returns the rows whose names are wanted. They have goals only if the large database has a
   * million keys.
   */
  public List<Row> rows(Predicate<String> wanted) throws SQLException {
    Seeding small = seed("small", Dataset.SMALL);
    Seeding seeding = seed("large", large);
    List<Row> rows = new ArrayList<>();
    rows.add(
        new Row(
            name("seed"),
            Comparison.of(seeding.ours().forKey(), seeding.theirs().forKey()),
            "µs/key",
            goal(SEED)));
    try (JdbcApiKeyStore smallStore = engine.open("small");
        JdbcApiKeyStore largeStore = engine.open("large");
        SizeComparison comparison =
            new SizeComparison(
                databases("large", seeding, largeStore), databases("small", small, smallStore))) {
      Map<String, Comparison> measured = new HashMap<>();
      List<Operation> operations =
          Operation.all().stream()
              .filter(operation -> wanted.test(name(operation.name())))
              .toList();
      for (Operation operation : operations) {
        progress.say("  " + name(operation.name()));
        measured.put(operation.name(), comparison.run(operation));
      }
      for (Operation operation : operations) {
        Comparison micros = Objects.requireNonNull(measured.get(operation.name()));
        rows.add(new Row(name(operation.name()), micros, "µs", goal(operation, measured)));
      }
    }
    return rows;
  }

  /** Allows the growth of the plain operation and a little more; without one, a fixed growth. */
  private @Nullable Goal goal(Operation operation, Map<String, Comparison> measured) {
    Comparison plain = operation.plain() == null ? null : measured.get(operation.plain());
    if (operation.isPlain()) {
      return null;
    }
    return plain == null || plain.ratio() == null
        ? goal(GROWTH)
        : goal(Goal.ratioAtMost(BEYOND_PLAIN * plain.ratio().value()));
  }

  private List<MeasuredDatabase> databases(String database, Seeding seeding, ApiKeyStore store)
      throws SQLException {
    Lock turn = new ReentrantLock(true);
    List<MeasuredDatabase> databases = new ArrayList<>();
    for (Targets part : seeding.targets().parts(THREADS)) {
      Lock own = engine.oneWriter() ? turn : new ReentrantLock();
      PlainStatements plain = new PlainStatements(engine.connect(database), own);
      databases.add(new MeasuredDatabase(seeding.dataset(), part, store, plain));
    }
    return databases;
  }

  private Seeding seed(String database, Dataset dataset) throws SQLException {
    progress.say("  " + name("seed") + ", " + database + " database");
    DataSource source = engine.create(database);
    Seeding seeding = new Seeding(dataset);
    seeding.run(source, database);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      OperatorPages.mark(connection, seeding.targets().keys());
      statement.execute(engine.updateStatistics());
    }
    return seeding;
  }

  private String name(String what) {
    return "size/" + engine.name() + "/" + what;
  }

  private @Nullable Goal goal(Goal goal) {
    return large.equals(Dataset.FULL) ? goal : null;
  }
}
