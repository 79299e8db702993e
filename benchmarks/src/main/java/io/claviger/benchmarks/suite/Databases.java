package io.claviger.benchmarks.suite;

import com.zaxxer.hikari.HikariDataSource;
import io.claviger.benchmarks.Progress;
import io.claviger.benchmarks.jmh.SeededKey;
import io.claviger.benchmarks.jmh.SeededTables;
import io.claviger.benchmarks.jmh.UsualTable;
import io.claviger.benchmarks.load.Pools;
import io.claviger.benchmarks.load.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The server, and what is in it already: to fill tables takes as long as to measure. */
final class Databases implements AutoCloseable {
  private final Progress progress;
  private final PostgresServer server;
  private final Map<SeededTables, String> filled = new HashMap<>();

  Databases(Progress progress) throws IOException {
    this.progress = progress;
    progress.say("  starting PostgreSQL");
    this.server = new PostgresServer();
  }

  /** Leads to a schema of its own, which is empty. */
  String fresh(String name) {
    return server.freshSchema(name);
  }

  /** Leads to tables with these keys, ours and the usual one, for whoever only reads. */
  String filled(SeededTables tables) {
    return filled.computeIfAbsent(tables, this::fill);
  }

  private String fill(SeededTables tables) {
    progress.say("  " + tables.keys() + " keys into PostgreSQL");
    String url = fresh("read_" + tables.entries());
    try (HikariDataSource pool = Pools.open(url)) {
      List<SeededKey> keys = tables.fill(pool);
      new UsualTable(pool).fill(keys);
      tidy(pool);
      return url;
    } catch (SQLException e) {
      throw new IllegalStateException("the usual table could not be filled", e);
    }
  }

  /** What the server does not do by itself here. */
  static void tidy(HikariDataSource pool) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("vacuum analyze");
    } catch (SQLException e) {
      throw new IllegalStateException("the tables could not be tidied up", e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
