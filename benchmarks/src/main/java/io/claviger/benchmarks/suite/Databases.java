package io.claviger.benchmarks.suite;

import com.zaxxer.hikari.HikariDataSource;
import io.claviger.benchmarks.database.Pools;
import io.claviger.benchmarks.jmh.SeededKey;
import io.claviger.benchmarks.jmh.SeededTables;
import io.claviger.benchmarks.jmh.UsualTable;
import io.claviger.benchmarks.load.PostgresServer;
import io.claviger.benchmarks.report.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server that starts at the first use. It remembers which tables are filled, because
 * filling them takes as long as a measurement.
 */
final class Databases implements AutoCloseable {
  private final Progress progress;
  private final Map<SeededTables, String> filled = new HashMap<>();
  private @Nullable PostgresServer server;

  Databases(Progress progress) {
    this.progress = progress;
  }

  /** Creates an empty schema and returns its JDBC URL. */
  String fresh(String name) {
    return server().freshSchema(name);
  }

  private PostgresServer server() {
    PostgresServer started = server;
    if (started == null) {
      progress.say("  starting PostgreSQL");
      try {
        started = new PostgresServer();
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL did not start", e);
      }
      server = started;
    }
    return started;
  }

  /**
   * Returns the JDBC URL of tables with these keys: those of the store and {@link UsualTable}. The
   * caller must only read them.
   */
  String filled(SeededTables tables) {
    return filled.computeIfAbsent(tables, this::fill);
  }

  private String fill(SeededTables tables) {
    progress.say("  " + tables.keys() + " keys into PostgreSQL");
    String url = fresh("read_" + tables.entries());
    try (HikariDataSource pool = Pools.open(url)) {
      List<SeededKey> keys = tables.fill(pool);
      new UsualTable(pool).fill(keys);
      updateStatistics(pool);
      return url;
    } catch (SQLException e) {
      throw new IllegalStateException("the usual table could not be filled", e);
    }
  }

  /** Updates the statistics of the query planner, because autovacuum is off. */
  static void updateStatistics(HikariDataSource pool) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("vacuum analyze");
    } catch (SQLException e) {
      throw new IllegalStateException("the tables could not be tidied up", e);
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
