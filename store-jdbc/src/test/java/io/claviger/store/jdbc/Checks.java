package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Helpers for tests of the check. */
final class Checks {
  private Checks() {}

  static DataSource migrated(DataSource dataSource) {
    Schema.migrate(dataSource);
    return dataSource;
  }

  /** Begins a transaction that can be joined. */
  static Connection transaction(DataSource dataSource) throws SQLException {
    Connection connection = dataSource.getConnection();
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(false);
    return connection;
  }

  static void execute(DataSource dataSource, String... statements) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  static void assertFit(DataSource dataSource) {
    assertDoesNotThrow(() -> new JdbcApiKeyStore(dataSource).check());
  }

  /** Asserts that there is one finding, which has all of these parts. */
  static void assertFinds(DataSource dataSource, String... parts) {
    assertFinds(new JdbcApiKeyStore(dataSource), parts);
  }

  /** Does the same on an existing store. */
  static void assertFinds(JdbcApiKeyStore store, String... parts) {
    StoreException refusal = assertThrows(StoreException.class, store::check);
    assertEquals(StoreException.Kind.FAULT, refusal.kind());
    String message = refusal.getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
    assertEquals(1, message.split("; ", -1).length, message);
  }
}
