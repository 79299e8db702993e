package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.assertFinds;
import static io.claviger.store.jdbc.Checks.assertFit;
import static io.claviger.store.jdbc.Checks.execute;
import static io.claviger.store.jdbc.Checks.migrated;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mysql.cj.jdbc.MysqlDataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.model.StoreException;
import io.claviger.store.jdbc.databases.Connections;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** Unsafe settings of MySQL that the check finds. */
@Tag("databases")
@EnabledIf("io.claviger.store.jdbc.Installed#mySql")
final class MySqlCheckTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Servers servers;
  private final MysqlDataSource dataSource;

  MySqlCheckTest(Servers servers) throws SQLException {
    this.servers = servers;
    dataSource = (MysqlDataSource) migrated(servers.freshDatabase(TestDatabase.MYSQL));
  }

  @Test
  void findsNothingInWhatTheServerBringsItself() throws SQLException {
    assertFit(dataSource);
    LimitedUser user = LimitedUser.of(dataSource);
    user.may("select, insert, update, delete", "claviger_api_key", "claviger_secret");
    user.may("select, insert, update, delete", "claviger_usage");
    user.may("select, insert, delete", "claviger_key_role", "claviger_key_label");
    user.may("select, insert, update, delete", "claviger_ended_token");
    user.may("select, update", "claviger_feed");
    user.may("update (feed_position)", "claviger_audit_event");
    user.may("select, insert, update", "claviger_organization");
    user.may("select, insert", "claviger_audit_event", "claviger_value");
    user.may("select", "claviger_schema");
    assertFit(user.dataSource());
  }

  @Test
  void findsAServerThatIsReadOnly() throws SQLException {
    findsUnderSetting(
        "read_only", "1", "0", "read_only is", "no change can be made", "connect to the primary");
  }

  @Test
  void findsASessionThatIsReadOnly() throws SQLException {
    dataSource.setUrl(dataSource.getUrl() + "&sessionVariables=transaction_read_only=1");
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
    String log = "innodb_flush_log_at_trx_commit";
    findsUnderSetting(log, "2", "1", log + " is 2", "set it to 1");
  }

  @ParameterizedTest
  @CsvSource({
    "foreign_key_checks=0, foreign_key_checks is off, rows of a deleted key stay",
    "unique_checks=0, unique_checks is off, the same public key",
    "sql_select_limit=2, sql_select_limit is 2, leave rows out"
  })
  void findsASessionThatEnforcesOrReadsLess(String setting, String found, String consequence) {
    dataSource.setUrl(dataSource.getUrl() + "&sessionVariables=" + setting);
    assertFinds(dataSource, found, consequence, "leave it");
  }

  /** Its characters would become question marks. */
  @ParameterizedTest
  @CsvSource({
    "characterEncoding=latin1, character_set_client is latin1",
    "connectionCollation=utf8mb3_general_ci, character_set_connection is utf8mb3",
    "characterSetResults=latin1, character_set_results is latin1"
  })
  void findsAConnectionThatLosesCharacters(String option, String found) throws SQLException {
    dataSource.setUrl(dataSource.getUrl() + "&" + option);
    assertFinds(dataSource, found, "lose characters", "characterEncoding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"loadbalance", "replication"})
  void findsADriverThatSpreadsStatementsOverServers(String kind) {
    String url = dataSource.getUrl();
    String host = url.replaceFirst("jdbc:mysql://([^/]*)/.*", "$1");
    dataSource.setUrl(url.replace("//" + host, kind + "://" + host + "," + host));
    assertRefused(dataSource, "jdbc:mysql://");
  }

  @Test
  void findsAServerThatHasNotJoinedItsGroup() throws SQLException {
    execute(dataSource, "install plugin group_replication soname 'group_replication.so'");
    try {
      String name = "group_replication_group_name = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'";
      execute(dataSource, "set global group_replication_unreachable_majority_timeout = 5");
      execute(dataSource, "set global " + name);
      assertFinds(dataSource, "has not joined it", "no other member", "super_read_only=ON");
    } finally {
      execute(dataSource, "uninstall plugin group_replication");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf8mb4_0900_ai_ci", "utf8mb4_bin", "utf8mb4_0900_as_cs"})
  void findsACollationThatTakesDifferentTextsForEqual(String collation) throws SQLException {
    execute(
        dataSource,
        "alter table claviger_api_key modify created_by_name varchar(250)"
            + (" character set utf8mb4 collate " + collation + " not null"));
    assertFinds(
        dataSource,
        "claviger_api_key.created_by_name has collation " + collation,
        "give the column the collation");
  }

  /** The row in this table is the lock of migrations. */
  @Test
  void theVersionsHaveLocksOfRowsWhateverTheDefault() throws SQLException {
    execute(dataSource, "drop table claviger_schema");
    dataSource.setUrl(dataSource.getUrl() + "&sessionVariables=default_storage_engine=MEMORY");
    Schema.migrate(dataSource);
    try (Connection connection = dataSource.getConnection()) {
      String engine =
          "select engine from information_schema.tables"
              + " where table_schema = database() and table_name = 'claviger_schema'";
      assertEquals("InnoDB", Connections.first(connection, engine));
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

  @Test
  void theDriverOfTheOtherServerIsRefused() throws SQLException {
    String here = dataSource.getUrl().replaceFirst("\\?.*", "");
    String own = "use the server's own driver";
    assertRefused(new MariaDbDataSource(here.replace("mysql", "mariadb") + "?user=root"), own);
    MariaDbDataSource there = (MariaDbDataSource) servers.freshDatabase(TestDatabase.MARIADB);
    MysqlDataSource crossed = new MysqlDataSource();
    crossed.setUrl(
        there.getUrl().replace("mariadb", "mysql").replaceFirst("\\?.*", "?sslMode=DISABLED"));
    crossed.setUser("root");
    assertRefused(crossed, own);
  }

  private static void assertRefused(DataSource dataSource, String remedy) {
    JdbcApiKeyStore store = new JdbcApiKeyStore(dataSource);
    StoreException refusal = assertThrows(StoreException.class, store::check);
    assertEquals(StoreException.Kind.FAULT, refusal.kind());
    assertTrue(refusal.getMessage().contains(remedy), refusal::getMessage);
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
