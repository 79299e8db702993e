package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("databases")
final class MariaDbRevocationTest extends JdbcRevocation {
  MariaDbRevocationTest(Servers servers) {
    super(servers, TestDatabase.MARIADB);
  }
}
