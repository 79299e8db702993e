package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.jmh.Request;
import io.claviger.benchmarks.jmh.SeededTables;
import io.claviger.benchmarks.report.Progress;
import io.claviger.benchmarks.report.Row;
import java.util.List;
import java.util.Map;

/**
 * Compares a request that the cache answers with the usual hand-written check, which asks the
 * database each time.
 */
final class RequestFamily implements DatabaseSuite.Family {
  private static final int KEYS = 10_000;

  @Override
  public String name() {
    return "request";
  }

  @Override
  public List<Row> rows(Options options, Progress progress, Databases databases) {
    Map<String, String> parameters =
        Map.of(
            "url",
            databases.filled(new SeededTables(KEYS, 3)),
            "keys",
            Integer.toString(KEYS),
            "entries",
            "3");
    Case ours = Case.of(Request.class, "ours", parameters).settlingLate();
    Case sha256 = Case.of(Request.class, "sha256", parameters).settlingLate();
    Case bcrypt = Case.of(Request.class, "bcrypt", parameters);
    Scores scores = new Jmh(options, progress).measure(List.of(ours, sha256, bcrypt));
    return List.of(
        new Row("request/sha256-select", scores.nanos(ours, sha256), "ns", null),
        new Row("request/bcrypt-select", scores.nanos(ours, bcrypt), "ns", null));
  }
}
