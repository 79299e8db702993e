package io.claviger.store.jdbc.databases;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.store.jdbc.Schema;
import javax.sql.DataSource;

/** An H2 database in memory with the tables of the store, and a pool of connections to it. */
public final class MemoryDatabase implements AutoCloseable {
  public static final int CONNECTIONS = 8;

  private final H2InMemory server = new H2InMemory();
  private final HikariDataSource pool;

  private MemoryDatabase() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(server.freshDatabase());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(3_000);
    pool = new HikariDataSource(config);
    Schema.migrate(pool);
  }

  /** Creates the database. */
  public static MemoryDatabase create() {
    return new MemoryDatabase();
  }

  /** Returns the pool, which {@link #close} closes. */
  public DataSource dataSource() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
    server.close();
  }
}
