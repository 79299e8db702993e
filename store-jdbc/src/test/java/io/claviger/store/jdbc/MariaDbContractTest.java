package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("databases")
final class MariaDbContractTest extends ServerContract {
  MariaDbContractTest(Servers servers) {
    super(servers, TestDatabase.MARIADB, AutoCommit.ON);
  }
}
