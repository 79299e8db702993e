package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import org.junit.jupiter.api.Tag;

/** The contract on a pool that switches auto-commit off. */
@Tag("databases")
final class MariaDbNoAutoCommitContractTest extends ServerContract {
  MariaDbNoAutoCommitContractTest(Servers servers) {
    super(servers, TestDatabase.MARIADB, AutoCommit.OFF);
  }
}
