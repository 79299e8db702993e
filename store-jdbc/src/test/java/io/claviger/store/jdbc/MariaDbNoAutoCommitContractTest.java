package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import org.junit.jupiter.api.BeforeAll;

/** On a pool that switches auto-commit off. */
final class MariaDbNoAutoCommitContractTest extends ServerContract {
  MariaDbNoAutoCommitContractTest(Servers servers) {
    super(servers, TestDatabase.MARIADB, AutoCommit.OFF);
  }

  @BeforeAll
  static void require() {
    Servers.requireInThoroughBuild(TestDatabase.MARIADB);
  }
}
