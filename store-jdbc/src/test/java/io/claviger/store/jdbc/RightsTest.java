package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.migrated;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What users who may not do everything can do, and what they are told. */
final class RightsTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Servers servers;

  RightsTest(Servers servers) {
    this.servers = servers;
  }

  @ParameterizedTest
  @EnumSource
  void tablesThatAreThereAreLeftAsTheyAreByOneWhoMayMakeNone(TestDatabase database)
      throws SQLException {
    LimitedUser reader = LimitedUser.of(tables(database)).may("select", "claviger_schema");
    assertDoesNotThrow(() -> Schema.migrate(reader.dataSource()));
  }

  private DataSource tables(TestDatabase database) throws SQLException {
    return migrated(servers.freshDatabase(database));
  }
}
