package io.claviger.benchmarks.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Opens connection pools. All measured code uses pools with the same settings. */
public final class Pools {
  private static final int CONNECTIONS = 10;

  static {
    // Without a logging library, slf4j prints a warning at its first use.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
  }

  private Pools() {}

  /** Opens a pool for this JDBC URL. */
  public static HikariDataSource open(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(CONNECTIONS);
    return new HikariDataSource(config);
  }
}
