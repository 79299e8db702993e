package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import org.junit.jupiter.api.BeforeAll;

final class Postgres18RevocationTest extends JdbcRevocation {
  Postgres18RevocationTest(Servers servers) {
    super(servers, TestDatabase.POSTGRES_18);
  }

  @BeforeAll
  static void require() {
    Servers.requireInThoroughBuild(TestDatabase.POSTGRES_18);
  }
}
