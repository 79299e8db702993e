package io.claviger.benchmarks.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** The one kind of pool, whoever is measured. */
public final class Pools {
  private static final int CONNECTIONS = 10;

  static {
    // The pool would say that nobody takes its logs.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
  }

  private Pools() {}

  /** On what this URL leads to. */
  public static HikariDataSource open(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(CONNECTIONS);
    return new HikariDataSource(config);
  }
}
