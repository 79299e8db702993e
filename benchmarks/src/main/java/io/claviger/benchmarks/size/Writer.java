package io.claviger.benchmarks.size;

import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.OrganizationChange;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Writes changes in the transaction of the connection. The caller commits. */
@FunctionalInterface
interface Writer {
  void write(Connection connection, List<OrganizationChange> changes) throws SQLException;

  /** Returns a writer that uses the library in a transaction of the application. */
  static Writer ofLibrary() {
    return (connection, changes) -> {
      List<OrganizationChange> creations =
          changes.stream().filter(change -> change.expected().isEmpty()).toList();
      JdbcApiKeyStore.load(connection, creations);
      ApiKeyStore store = JdbcApiKeyStore.within(connection);
      for (OrganizationChange change : changes) {
        if (change.expected().isPresent() && !store.commit(change)) {
          throw new IllegalStateException("refused: " + change.organization().id());
        }
      }
    };
  }
}
