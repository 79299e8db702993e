package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * The contract on connections that are closed after each use, as a pool closes old ones. H2 2.4
 * forgets how to evaluate some checks when the connection closes that made their table.
 */
@Tag("databases")
final class H2ClosedConnectionsContractTest extends ServerContract {
  H2ClosedConnectionsContractTest(Servers servers) {
    super(servers.sharedDatabase(TestDatabase.H2), AutoCommit.ON);
  }
}
