package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.assertFinds;
import static io.claviger.store.jdbc.Checks.execute;
import static io.claviger.store.jdbc.Checks.migrated;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.model.OrganizationId;
import io.claviger.model.StoreException;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** Unsafe settings of MariaDB that the check finds. */
@Tag("databases")
final class MariaDbCheckTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final MariaDbDataSource dataSource;

  MariaDbCheckTest(Servers servers) throws SQLException {
    dataSource = (MariaDbDataSource) migrated(servers.freshDatabase(TestDatabase.MARIADB));
  }

  @Test
  void findsAServerThatIsReadOnly() throws SQLException {
    findsUnderSetting(
        "read_only", "1", "0", "read_only is", "no change can be made", "connect to the primary");
  }

  @Test
  void findsASessionThatIsReadOnly() throws SQLException {
    dataSource.setUrl(dataSource.getUrl() + "&sessionVariables=tx_read_only=1");
    assertFinds(dataSource, "transactions are read only", "connect to the primary");
    assertDoesNotThrow(() -> Schema.migrate(dataSource), "there is nothing to be done");
  }

  @Test
  void findsAPoolThatIsReadOnly() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(dataSource);
    config.setReadOnly(true);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      assertFinds(pool, "read only", "no change can be made");
    }
  }

  @Test
  void findsThatCommitsAreNotDurable() throws SQLException {
    findsUnderSetting(
        "innodb_flush_log_at_trx_commit",
        "2",
        "1",
        "innodb_flush_log_at_trx_commit is 2",
        "set it to 1");
  }

  @ParameterizedTest
  @CsvSource({
    "foreign_key_checks=0, foreign_key_checks is off, rows of a deleted key stay",
    "unique_checks=0, unique_checks is off, the same public key",
    "sql_select_limit=2, sql_select_limit is 2, leave rows out"
  })
  void findsASessionThatEnforcesOrReadsLess(String setting, String found, String consequence)
      throws SQLException {
    dataSource.setUrl(dataSource.getUrl() + "&sessionVariables=" + setting);
    assertFinds(dataSource, found, consequence, "leave it");
  }

  @Test
  void findsACollationWithoutCase() throws SQLException {
    execute(
        dataSource,
        "alter table claviger_api_key modify public_key varchar(32)"
            + " character set utf8mb4 collate utf8mb4_general_ci not null");
    assertFinds(
        dataSource,
        "claviger_api_key.public_key has collation utf8mb4_general_ci",
        "give the column the collation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf8mb4", "utf8mb3"})
  void findsACollationThatTakesABlankAtTheEndForNothing(String characters) throws SQLException {
    execute(
        dataSource,
        "alter table claviger_api_key modify created_by_name varchar(250)"
            + (" character set " + characters + " collate " + characters + "_bin not null"));
    assertFinds(
        dataSource,
        "claviger_api_key.created_by_name has collation " + characters + "_bin",
        "give the column the collation");
  }

  /** The row in this table is the lock of migrations. */
  @Test
  void theVersionsHaveLocksOfRowsWhateverTheDefault() throws SQLException {
    execute(dataSource, "drop table claviger_schema");
    dataSource.setUrl(dataSource.getUrl() + "&sessionVariables=default_storage_engine=Aria");
    Schema.migrate(dataSource);
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet engine =
            statement.executeQuery(
                "select engine from information_schema.tables"
                    + " where table_schema = database() and table_name = 'claviger_schema'")) {
      assertTrue(engine.next());
      assertEquals("InnoDB", engine.getString(1));
    }
  }

  /** Statements name this index, so that statistics do not matter. */
  @Test
  void findsAnIndexThatIsNotThere() throws SQLException {
    for (String index :
        new String[] {"claviger_api_key_by_organization", "claviger_secret_by_key"}) {
      String table = index.replaceFirst("_by_.*", "");
      String rename = "alter table " + table + " rename index ";
      execute(dataSource, rename + index + " to another");
      assertFinds(dataSource, "it refuses", index);
      execute(dataSource, rename + "another to " + index);
    }
  }

  /** The driver would repeat a change over another one that came first. */
  @Test
  void aDriverThatRepeatsTransactionsIsRefused() throws SQLException {
    String url = dataSource.getUrl();
    for (String option : new String[] {"transactionReplay=true", "transactionreplay=1"}) {
      dataSource.setUrl(url + "&" + option);
      JdbcApiKeyStore store = new JdbcApiKeyStore(dataSource);
      for (Executable call :
          List.<Executable>of(
              store::check, () -> store.revisions(Set.of(new OrganizationId("a"))))) {
        StoreException refusal = assertThrows(StoreException.class, call);
        assertEquals(StoreException.Kind.FAULT, refusal.kind());
        assertTrue(refusal.getMessage().contains("transactionReplay"), refusal.getMessage());
      }
    }
    dataSource.setUrl(url + "&transactionReplay=false");
    new JdbcApiKeyStore(dataSource).check();
  }

  private void findsUnderSetting(String name, String value, String usual, String... parts)
      throws SQLException {
    execute(dataSource, "set global " + name + " = " + value);
    try {
      assertFinds(dataSource, parts);
    } finally {
      execute(dataSource, "set global " + name + " = " + usual);
    }
  }
}
