package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.assertFinds;
import static io.claviger.store.jdbc.Checks.assertFit;
import static io.claviger.store.jdbc.Checks.execute;
import static io.claviger.store.jdbc.Checks.migrated;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.model.StoreException;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** Unsafe settings of PostgreSQL that the check finds. */
final class PostgresCheckTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final PGSimpleDataSource dataSource;

  PostgresCheckTest(Servers servers) throws SQLException {
    dataSource = (PGSimpleDataSource) migrated(servers.freshDatabase(TestDatabase.POSTGRES_18));
  }

  @Test
  void findsThatItIsReadOnly() {
    dataSource.setOptions("-c default_transaction_read_only=on");
    assertFinds(dataSource, "transaction_read_only is on", "connect to the primary");
  }

  @Test
  void whereNothingCanBeWrittenNothingIsMissingFromTheSchema() {
    dataSource.setOptions("-c default_transaction_read_only=on");
    assertDoesNotThrow(() -> Schema.migrate(dataSource));
  }

  @Test
  void aSchemaThatIsMissingThereIsMadeOnAnotherServer() throws SQLException {
    String empty = "empty_" + dataSource.getCurrentSchema();
    execute(dataSource, "create schema " + empty);
    dataSource.setCurrentSchema(empty);
    dataSource.setOptions("-c default_transaction_read_only=on");
    StoreException refused = assertThrows(StoreException.class, () -> Schema.migrate(dataSource));
    assertEquals(StoreException.Kind.UNREACHABLE, refused.kind());
    assertTrue(refused.getMessage().contains("the server takes no changes"), refused::toString);
  }

  @Test
  void findsAPoolThatIsReadOnly() {
    findsReadOnlyPool(AutoCommit.OFF, "transaction_read_only is on", "with a pool");
    // Outside a transaction, the driver keeps it to itself.
    findsReadOnlyPool(AutoCommit.ON, "its connections are read only", "in the pool");
  }

  private void findsReadOnlyPool(AutoCommit autoCommit, String... parts) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(dataSource);
    config.setReadOnly(true);
    config.setAutoCommit(autoCommit == AutoCommit.ON);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      assertFinds(new JdbcApiKeyStore(pool, autoCommit), parts);
    }
  }

  @Test
  void findsThatCommitsAreNotDurable() {
    dataSource.setOptions("-c synchronous_commit=off");
    assertFinds(dataSource, "synchronous_commit is off", "set synchronous_commit to on");
  }

  /** Foreign keys are triggers, which then do not fire. */
  @Test
  void findsASessionWithoutForeignKeys() {
    dataSource.setOptions("-c session_replication_role=replica");
    assertFinds(dataSource, "session_replication_role is replica", "stay", "leave it at origin");
  }

  @Test
  void findsThatWarningsOfCommitsAreHidden() {
    dataSource.setOptions("-c client_min_messages=error");
    assertFinds(dataSource, "client_min_messages is error", "set client_min_messages to notice");
  }

  @Test
  void findsAnEncodingThatCannotHoldAllTexts() throws SQLException {
    String name = "ascii_" + dataSource.getCurrentSchema();
    execute(
        dataSource,
        "create database " + name + " encoding 'SQL_ASCII' locale 'C' template template0");
    dataSource.setDatabaseName(name);
    dataSource.setCurrentSchema("public");
    assertFinds(migrated(dataSource), "its encoding is SQL_ASCII", "with encoding UTF8");
  }

  /** For example, the application's own tables come first in the search path. */
  @Test
  void looksAtTheTablesThatStatementsFind() throws SQLException {
    String schema = dataSource.getCurrentSchema();
    execute(dataSource, "create schema before_" + schema, "create schema behind_" + schema);
    dataSource.setCurrentSchema("behind_" + schema);
    migrated(dataSource);

    dataSource.setCurrentSchema("before_" + schema + "," + schema + ",behind_" + schema);
    assertFit(dataSource);

    execute(dataSource, "alter table claviger_api_key drop constraint claviger_api_key_public_key");
    assertFinds(dataSource, "claviger_api_key.public_key is not unique");
  }

  @Test
  void findsThatPublicKeysAreUniqueInSomeRowsOnly() throws SQLException {
    migrated(dataSource);
    execute(
        dataSource,
        "alter table claviger_api_key drop constraint claviger_api_key_public_key",
        "create unique index of_some on claviger_api_key (public_key) where enabled");

    assertFinds(dataSource, "claviger_api_key.public_key is not unique");
  }

  /** The tables belong to another owner, whose keys would be shared. */
  @Test
  void tablesFurtherOnInTheSearchPathAreNotTakenForItsOwn() throws SQLException {
    String schema = dataSource.getCurrentSchema();
    execute(dataSource, "create schema own_" + schema);
    dataSource.setCurrentSchema("own_" + schema + "," + schema);
    migrated(dataSource);

    dataSource.setCurrentSchema("own_" + schema);
    assertFit(dataSource);
  }

  /** The server skips such a schema silently. */
  @Test
  void findsThatTheUserMayNotUseTheSchema() throws SQLException {
    LimitedUser user = LimitedUser.of(dataSource);
    user.mayNot("usage", "schema " + dataSource.getCurrentSchema());
    assertFinds(
        user.dataSource(),
        "schema " + dataSource.getCurrentSchema() + ", where its tables are",
        "grant it USAGE");
  }

  @Test
  void findsACollationWithoutCase() throws SQLException {
    execute(
        dataSource,
        "create collation caseless"
            + " (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
        "alter table claviger_api_key alter column public_key"
            + " type varchar(32) collate caseless");
    assertFinds(
        dataSource,
        "claviger_api_key.public_key has collation caseless",
        "give the column the collation");
  }
}
