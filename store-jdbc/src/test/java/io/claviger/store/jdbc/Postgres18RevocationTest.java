package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("databases")
final class Postgres18RevocationTest extends JdbcRevocation {
  Postgres18RevocationTest(Servers servers) {
    super(servers, TestDatabase.POSTGRES_18);
  }
}
