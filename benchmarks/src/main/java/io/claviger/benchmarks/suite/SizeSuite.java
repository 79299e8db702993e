package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.database.DatabaseEngine;
import io.claviger.benchmarks.database.H2Engine;
import io.claviger.benchmarks.database.PostgresEngine;
import io.claviger.benchmarks.report.Progress;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.size.SizeRun;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares calls on a database with a million keys with the same calls on one with ten thousand. A
 * quick run leaves this suite out, because it takes minutes.
 */
final class SizeSuite implements Suite {
  @Override
  public List<String> families() {
    return List.of("size");
  }

  @Override
  public List<Row> run(Options options, Progress progress) {
    List<Row> rows = new ArrayList<>();
    if (options.quick()) {
      progress.say("  left out, since it is not quick");
      return rows;
    }
    try {
      if (options.wants("size/postgresql")) {
        rows.addAll(rows(PostgresEngine.start(), options, progress));
      }
      if (options.wants("size/h2")) {
        rows.addAll(rows(H2Engine.start(), options, progress));
      }
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("the databases could not be measured", e);
    }
    return rows;
  }

  private static List<Row> rows(DatabaseEngine engine, Options options, Progress progress)
      throws SQLException {
    try (engine) {
      return new SizeRun(engine, options.large(), progress).rows(options::wants);
    }
  }
}
