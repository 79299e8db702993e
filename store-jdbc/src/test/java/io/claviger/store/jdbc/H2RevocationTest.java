package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("databases")
final class H2RevocationTest extends JdbcRevocation {
  H2RevocationTest(Servers servers) {
    super(servers, TestDatabase.H2);
  }
}
