package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.migrated;
import static io.claviger.store.jdbc.Checks.transaction;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.spi.store.NamedValue;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Named values in a transaction of the application. */
final class StoreIfAbsentTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Servers servers;

  StoreIfAbsentTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase
  void aValueIsPartOfTheTransaction(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    try (JdbcApiKeyStore outside = new JdbcApiKeyStore(dataSource);
        Connection connection = transaction(dataSource)) {
      assertEquals(
          "undone",
          JdbcApiKeyStore.within(connection).storeIfAbsent(new NamedValue("name", "undone")));
      connection.rollback();
      assertEquals("first", outside.storeIfAbsent(new NamedValue("name", "first")));
      assertEquals(
          "first",
          JdbcApiKeyStore.within(connection).storeIfAbsent(new NamedValue("name", "second")));
      assertEquals(
          "own",
          JdbcApiKeyStore.within(connection).storeIfAbsent(new NamedValue("another", "own")));
      connection.commit();
      assertEquals("own", outside.storeIfAbsent(new NamedValue("another", "second")));
    }
  }
}
