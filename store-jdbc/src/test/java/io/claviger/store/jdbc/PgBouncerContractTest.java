package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import org.junit.jupiter.api.Tag;

/** The contract in transaction mode, with more clients than connections to the server. */
@Tag("databases")
final class PgBouncerContractTest extends ServerContract {
  PgBouncerContractTest(Servers servers) {
    super(servers, TestDatabase.PGBOUNCER, AutoCommit.ON);
  }
}
