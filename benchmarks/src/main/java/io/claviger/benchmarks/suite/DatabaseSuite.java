package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.report.Progress;
import io.claviger.benchmarks.report.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the families that need PostgreSQL. They share one server, because starting it takes a
 * while.
 */
final class DatabaseSuite implements Suite {
  /** One of the families. */
  interface Family {
    /** Returns the beginning of the names of its rows. */
    String name();

    List<Row> rows(Options options, Progress progress, Databases databases);
  }

  private static final List<Family> FAMILIES =
      List.of(
          new RequestFamily(),
          new ColdCheckFamily(),
          new WriteFamily(),
          new RevokeFamily(),
          new PoolFamily(),
          new ImportFamily());

  @Override
  public List<String> families() {
    return FAMILIES.stream().map(Family::name).toList();
  }

  @Override
  public List<Row> run(Options options, Progress progress) {
    List<Row> rows = new ArrayList<>();
    try (Databases databases = new Databases(progress)) {
      for (Family family : FAMILIES) {
        if (options.wants(family.name())) {
          rows.addAll(family.rows(options, progress, databases));
        }
      }
    }
    return rows;
  }
}
