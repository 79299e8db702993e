package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import org.junit.jupiter.api.BeforeAll;

final class H2RevocationTest extends JdbcRevocation {
  H2RevocationTest(Servers servers) {
    super(servers, TestDatabase.H2);
  }

  @BeforeAll
  static void require() {
    Servers.requireInThoroughBuild(TestDatabase.H2);
  }
}
