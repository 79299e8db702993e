package io.claviger.benchmarks.database;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.benchmarks.load.PostgresServer;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** A PostgreSQL server for this run, with one schema for each database. */
public final class PostgresEngine implements DatabaseEngine {
  private final PostgresServer server;
  private final Map<String, HikariDataSource> pools = new HashMap<>();

  private PostgresEngine(PostgresServer server) {
    this.server = server;
  }

  /** Starts a server. */
  public static PostgresEngine start() throws IOException {
    return new PostgresEngine(new PostgresServer(settings()));
  }

  /**
   * Gives PostgreSQL a quarter of the memory for its cache, the first value that its manual
   * suggests.
   */
  private static Map<String, String> settings() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long buffers = system.getTotalMemorySize() / 4 / 1024;
    return Map.of("shared_buffers", buffers + "kB", "max_wal_size", "4GB");
  }

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public DataSource create(String database) {
    HikariDataSource pool = Pools.open(server.freshSchema(database));
    pools.put(database, pool);
    return pool;
  }

  @Override
  public String updateStatistics() {
    return "vacuum analyze";
  }

  @Override
  public JdbcApiKeyStore open(String database) {
    return new JdbcApiKeyStore(pool(database));
  }

  @Override
  public boolean oneWriter() {
    return false;
  }

  @Override
  public Connection connect(String database) throws SQLException {
    return pool(database).getConnection();
  }

  private HikariDataSource pool(String database) {
    HikariDataSource pool = pools.get(database);
    if (pool == null) {
      throw new IllegalArgumentException("no database " + database + "; create it first");
    }
    return pool;
  }

  @Override
  public void close() {
    pools.values().forEach(HikariDataSource::close);
    server.close();
  }
}
