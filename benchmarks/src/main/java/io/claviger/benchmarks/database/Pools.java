package io.claviger.benchmarks.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Opens connection pools. Both sides of a comparison use the same settings. */
public final class Pools {
  private static final int CONNECTIONS = 10;

  static {
    // Without a logging library, slf4j prints a warning at its first use.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
  }

  private Pools() {}

  /** Opens a pool of ten connections to this JDBC URL. */
  public static HikariDataSource open(String url) {
    return open(url, CONNECTIONS);
  }

  /** Opens a pool of this size. */
  public static HikariDataSource open(String url, int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(connections);
    return new HikariDataSource(config);
  }
}
