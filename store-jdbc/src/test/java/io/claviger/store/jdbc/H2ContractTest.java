package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;

final class H2ContractTest extends ServerContract {
  H2ContractTest(Servers servers) {
    super(servers, TestDatabase.H2, AutoCommit.ON);
  }
}
