package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("databases")
final class Postgres14ContractTest extends ServerContract {
  Postgres14ContractTest(Servers servers) {
    super(servers, TestDatabase.POSTGRES_14, AutoCommit.ON);
  }
}
