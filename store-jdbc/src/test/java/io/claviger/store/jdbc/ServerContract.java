package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.ApiKeyStoreContract;
import io.claviger.store.tck.StoreUnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on a database server, through the pool that most hosts use. */
abstract class ServerContract extends ApiKeyStoreContract {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final DataSource pool;
  private final AutoCommit autoCommit;

  ServerContract(Servers servers, TestDatabase database, AutoCommit autoCommit) {
    this.pool = servers.sharedPool(database, autoCommit == AutoCommit.ON);
    this.autoCommit = autoCommit;
  }

  @Override
  protected final StoreUnderTest newStore() {
    emptyTables();
    JdbcApiKeyStore store = new JdbcApiKeyStore(pool, autoCommit);
    return new StoreUnderTest(store, store, new JdbcApiKeyStore(pool, autoCommit));
  }

  /** Many times faster than new tables. */
  private void emptyTables() {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : List.of("audit_event", "api_key", "organization")) {
        statement.execute("delete from claviger_" + table);
      }
      if (autoCommit == AutoCommit.OFF) {
        connection.commit();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
