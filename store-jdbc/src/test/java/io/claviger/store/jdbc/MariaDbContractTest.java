package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import org.junit.jupiter.api.BeforeAll;

final class MariaDbContractTest extends ServerContract {
  MariaDbContractTest(Servers servers) {
    super(servers, TestDatabase.MARIADB, AutoCommit.ON);
  }

  @BeforeAll
  static void require() {
    Servers.requireInThoroughBuild(TestDatabase.MARIADB);
  }
}
