package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.StoreUnderTest;
import io.claviger.store.tck.contract.SharedStoreContract;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on a database server, through HikariCP. */
abstract class ServerContract extends SharedStoreContract {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final DataSource pool;
  private final AutoCommit autoCommit;

  ServerContract(Servers servers, TestDatabase database, AutoCommit autoCommit) {
    this.pool = servers.sharedPool(database, autoCommit == AutoCommit.ON);
    this.autoCommit = autoCommit;
  }

  @Override
  protected final StoreUnderTest newStore() {
    Tables.empty(pool);
    JdbcApiKeyStore store = new JdbcApiKeyStore(pool, autoCommit);
    return new StoreUnderTest(store, store, new JdbcApiKeyStore(pool, autoCommit));
  }
}
