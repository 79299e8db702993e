package io.claviger.benchmarks.database;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.benchmarks.keys.SeededKey;
import io.claviger.benchmarks.keys.SeededTables;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * A PostgreSQL server for this run, with one schema for each measured database. It does not wait
 * for the disk (fsync is off), so the results do not depend on the speed of the disk.
 */
public final class Postgres implements AutoCloseable {
  private final EmbeddedPostgres server;

  /**
   * Starts a server whose cache takes a quarter of the memory, the first value that its manual
   * suggests.
   */
  public Postgres() throws IOException {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    server =
        EmbeddedPostgres.builder()
            .setServerConfig("shared_buffers", system.getTotalMemorySize() / 4 / 1024 + "kB")
            .setServerConfig("max_wal_size", "4GB")
            // Autovacuum would run during a measurement, and slow down one side more than the
            // other.
            .setServerConfig("autovacuum", "off")
            // The store refuses to start without this setting.
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "200")
            .start();
  }

  /** Creates an empty schema and returns its JDBC URL. */
  public String fresh(String name) throws SQLException {
    Sql.execute(server.getPostgresDatabase(), "create schema " + name);
    return server.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + name;
  }

  /** Creates a schema, fills it with these keys, and returns its JDBC URL. */
  public String filled(String name, SeededTables tables) throws SQLException {
    String url = fresh(name);
    try (HikariDataSource pool = Sql.pool(url)) {
      List<SeededKey> unused = tables.fill(pool);
      vacuum(pool);
    }
    return url;
  }

  /** Updates the statistics of the query planner, because autovacuum is off. */
  public static void vacuum(DataSource database) throws SQLException {
    Sql.execute(database, "vacuum analyze");
  }

  /**
   * Writes a checkpoint and stops. Without the checkpoint, the server would still write during the
   * next measurement, and would stop too late.
   */
  @Override
  public void close() throws IOException, SQLException {
    Sql.execute(server.getPostgresDatabase(), "checkpoint");
    server.close();
  }
}
