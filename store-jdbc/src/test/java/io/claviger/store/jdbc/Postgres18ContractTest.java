package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;

final class Postgres18ContractTest extends ServerContract {
  Postgres18ContractTest(Servers servers) {
    super(servers, TestDatabase.POSTGRES_18, AutoCommit.ON);
  }
}
