package io.claviger.store.jdbc.internal;

import io.claviger.StoreException;
import java.sql.Connection;
import java.sql.SQLException;

/** Finds out which database a connection leads to. */
final class Dialects {
  private Dialects() {}

  /** Throws a {@link StoreException} for a database that is not supported. */
  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product) {
      case "H2" -> new H2Dialect();
      case "PostgreSQL" -> new PostgresDialect();
      case "MariaDB" -> new MariaDbDialect();
      default ->
          throw new StoreException(
              StoreException.Kind.FAULT,
              product
                  + " is not supported; use H2 from 2.2.220 on, PostgreSQL from 14 on, or MariaDB 11"
                  + " with its own driver",
              null);
    };
  }
}
