package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import org.junit.jupiter.api.Tag;

/** The contract on a pool that switches auto-commit off. */
@Tag("databases")
final class Postgres18NoAutoCommitContractTest extends ServerContract {
  Postgres18NoAutoCommitContractTest(Servers servers) {
    super(servers, TestDatabase.POSTGRES_18, AutoCommit.OFF);
  }
}
