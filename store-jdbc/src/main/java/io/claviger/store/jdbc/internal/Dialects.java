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
    if (product.equals("H2")) {
      return new H2Dialect();
    }
    throw new StoreException(
        StoreException.Kind.FAULT, product + " is not supported; use H2 2.x", null);
  }
}
