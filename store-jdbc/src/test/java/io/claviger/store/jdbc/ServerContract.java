package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.StorePart;
import io.claviger.store.tck.StoreUnderTest;
import io.claviger.store.tck.contract.SharedStoreContract;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on a database server. */
abstract class ServerContract extends SharedStoreContract {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final DataSource pool;
  private final AutoCommit autoCommit;

  /** Uses HikariCP. */
  ServerContract(Servers servers, TestDatabase database, AutoCommit autoCommit) {
    this(servers.sharedPool(database, autoCommit == AutoCommit.ON), autoCommit);
  }

  ServerContract(DataSource pool, AutoCommit autoCommit) {
    this.pool = pool;
    this.autoCommit = autoCommit;
  }

  @Override
  protected final StoreUnderTest newStore() {
    Tables.empty(pool);
    JdbcApiKeyStore store = new JdbcApiKeyStore(pool, autoCommit);
    return StoreUnderTest.of(store).withOtherNode(new JdbcApiKeyStore(pool, autoCommit));
  }

  @Override
  protected Set<StorePart> parts() {
    return Set.of(
        StorePart.EVENTS,
        StorePart.USAGE,
        StorePart.VERIFIERS,
        StorePart.REVOKED_TOKENS,
        StorePart.OPERATOR,
        StorePart.CAPACITY,
        StorePart.REPLICATION,
        StorePart.CHANGE_FEED);
  }
}
