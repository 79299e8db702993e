package io.claviger.benchmarks.request;

import io.claviger.access.AccessResult;
import io.claviger.benchmarks.database.KeysInTables;
import io.claviger.benchmarks.database.OurCheck;
import io.claviger.benchmarks.keys.Position;
import io.claviger.benchmarks.keys.SeededTables;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.run.Case;
import io.claviger.benchmarks.run.Jmh;
import io.claviger.benchmarks.run.JmhRow;
import io.claviger.benchmarks.run.Measurement;
import java.sql.SQLException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * A check as in daily operation: ours is answered by the cache, theirs by the usual hand-written
 * table, which is asked each time.
 */
public class Request {
  private static final SeededTables TABLES = new SeededTables(10_000, 3);

  /** Returns the measurement. */
  public static Measurement measurement() {
    Row sha256 = new Row("request/sha256-select", "ns", null);
    Row bcrypt = new Row("request/bcrypt-select", "ns", null);
    return new Measurement(
        List.of(sha256, bcrypt),
        run -> {
          String url = run.postgres().filled("request", TABLES);
          UsualTable.fill(url, TABLES.again());
          Case ours = side("ours", url).with("cached", true);
          return Jmh.measure(
              run,
              List.of(
                  JmhRow.of(sha256, ours, side("sha256", url)),
                  JmhRow.of(bcrypt, ours, side("bcrypt", url))));
        });
  }

  private static Case side(String method, String url) {
    return KeysInTables.side(Request.class, method, url, TABLES);
  }

  /** The library as in production: cache, store and pool. */
  @Benchmark
  public AccessResult ours(KeysInTables tables, OurCheck ours, Position position) {
    return ours.node.check(tables.at(position));
  }

  /** Computes the SHA-256 of the key, and finds it by one SELECT. */
  @Benchmark
  public boolean sha256(KeysInTables tables, UsualTable table, Position position) throws Exception {
    return table.isGrantedByHash(tables.at(position));
  }

  /** Finds the key by one SELECT with its public half, and checks bcrypt. */
  @Benchmark
  public boolean bcrypt(KeysInTables tables, UsualTable table, Position position)
      throws SQLException {
    return table.isGrantedByBcrypt(tables.at(position));
  }
}
