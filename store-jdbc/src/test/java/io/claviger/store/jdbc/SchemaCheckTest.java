package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.assertFinds;
import static io.claviger.store.jdbc.Checks.assertFit;
import static io.claviger.store.jdbc.Checks.execute;
import static io.claviger.store.jdbc.Checks.migrated;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.StoreException;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Problems of the tables that the check finds, on each database. */
final class SchemaCheckTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Servers servers;

  SchemaCheckTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase
  void findsNothingWhereTheTablesWereJustMade(TestDatabase database) throws SQLException {
    assertFit(migrated(servers.freshDatabase(database)));
  }

  @EachDatabase
  void findsMissingTables(TestDatabase database) throws SQLException {
    assertFinds(
        servers.freshDatabase(database),
        "tables are missing",
        "Schema.migrate",
        "META-INF/claviger/schema/");
  }

  @EachDatabase
  void findsAnOlderSchema(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    execute(dataSource, "delete from claviger_schema where version > 1");

    assertFinds(dataSource, "has version 1, this library needs 9", "Schema.migrate");

    Schema.migrate(dataSource);
    assertFit(dataSource);
  }

  @EachDatabase
  void aNewerSchemaIsFoundAndNotUpgraded(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    execute(dataSource, "insert into claviger_schema (version) values (99)");

    assertFinds(dataSource, "has version 99, this library needs 9", "use the library that made it");

    StoreException refusal = assertThrows(StoreException.class, () -> Schema.migrate(dataSource));
    assertEquals(StoreException.Kind.FAULT, refusal.kind());
    assertTrue(refusal.getMessage().contains("use the library that made it"), refusal::toString);
  }

  @EachDatabase
  void findsAColumnThatIsMissing(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    execute(dataSource, "alter table claviger_usage drop column last_address");

    assertFinds(dataSource, "damaged", "claviger_usage", "backup");
  }

  @EachDatabase
  void findsATableThatIsMissing(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    execute(dataSource, "drop table claviger_audit_event");

    assertFinds(dataSource, "damaged", "claviger_audit_event", "backup");
  }

  @EachDatabase
  void findsThatTheVersionIsMissing(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    execute(dataSource, "drop table claviger_schema");

    assertFinds(dataSource, "claviger_schema, is missing", "call Schema.migrate");

    Schema.migrate(dataSource);
    new JdbcApiKeyStore(dataSource).check();
  }

  @EachDatabase
  void findsThatPublicKeysAreNotUnique(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    execute(dataSource, "alter table claviger_api_key drop constraint claviger_api_key_public_key");

    assertFinds(dataSource, "damaged", "claviger_api_key.public_key is not unique", "backup");

    execute(
        dataSource,
        "create unique index together on claviger_api_key (organization_id, public_key)");
    assertFinds(dataSource, "damaged", "claviger_api_key.public_key is not unique", "backup");

    execute(dataSource, "create unique index by_itself on claviger_api_key (public_key)");
    assertFit(dataSource);
  }

  @EachDatabase
  void tellsSeveralFindingsAtOnce(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    execute(dataSource, "drop table claviger_usage", "drop table claviger_key_role");

    JdbcApiKeyStore store = new JdbcApiKeyStore(dataSource);
    StoreException refusal = assertThrows(StoreException.class, store::check);
    assertEquals(2, refusal.getMessage().split("; ", -1).length, refusal.getMessage());
  }
}
