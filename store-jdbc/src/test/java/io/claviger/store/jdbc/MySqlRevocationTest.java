package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

@Tag("databases")
@EnabledIf("io.claviger.store.jdbc.Installed#mySql")
final class MySqlRevocationTest extends JdbcRevocation {
  MySqlRevocationTest(Servers servers) {
    super(servers, TestDatabase.MYSQL);
  }
}
