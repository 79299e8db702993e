package io.claviger.benchmarks.database;

import com.zaxxer.hikari.HikariDataSource;
import io.claviger.benchmarks.load.Pools;
import io.claviger.benchmarks.load.PostgresServer;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** A PostgreSQL server of its own, with a schema for each name. */
public final class PostgresSite implements Site {
  private static final Map<String, String> SETTINGS =
      Map.of("shared_buffers", "512MB", "max_wal_size", "4GB");

  private final PostgresServer server;
  private final Map<String, HikariDataSource> pools = new HashMap<>();

  private PostgresSite(PostgresServer server) {
    this.server = server;
  }

  /** Starts one. */
  public static PostgresSite start() throws IOException {
    return new PostgresSite(new PostgresServer(SETTINGS));
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
  public String tidying() {
    return "vacuum analyze";
  }

  @Override
  public JdbcApiKeyStore open(String database) {
    HikariDataSource pool = pools.get(database);
    if (pool == null) {
      throw new IllegalArgumentException("no database " + database + "; create it first");
    }
    return new JdbcApiKeyStore(pool);
  }

  @Override
  public void close() {
    pools.values().forEach(HikariDataSource::close);
    server.close();
  }
}
