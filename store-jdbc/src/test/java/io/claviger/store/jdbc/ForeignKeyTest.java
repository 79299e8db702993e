package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.execute;
import static io.claviger.store.jdbc.Checks.migrated;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.StoreException;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A table of the application may refer to keys. */
final class ForeignKeyTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Servers servers;
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final StoredApiKey key = samples.key(organization.id());

  ForeignKeyTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase
  void aDeletionThatItForbidsIsAFaultThatNamesIt(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    JdbcApiKeyStore store = new JdbcApiKeyStore(dataSource);
    assertTrue(store.commit(samples.creation(organization, key)));
    refer(dataSource, database, "");
    OrganizationChange deletion = samples.update(organization, KeyChanges.delete(key.key().id()));

    StoreException refusal = assertThrows(StoreException.class, () -> store.commit(deletion));

    assertEquals(StoreException.Kind.FAULT, refusal.kind());
    String message = refusal.getMessage();
    assertTrue(message.toLowerCase(Locale.ROOT).contains("foreign key export_of_key"), message);
    assertTrue(message.contains("on delete cascade"), message);
    assertTrue(store.findByPublicKey(key.key().publicKey()).isPresent());
  }

  /** The database checks it when the transaction commits. */
  @EachDatabase(except = {TestDatabase.H2, TestDatabase.MARIADB, TestDatabase.MYSQL})
  void aDeferredOneIsNamedToo(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    JdbcApiKeyStore store = new JdbcApiKeyStore(dataSource);
    assertTrue(store.commit(samples.creation(organization, key)));
    refer(dataSource, database, "deferrable initially deferred");
    OrganizationChange deletion = samples.update(organization, KeyChanges.delete(key.key().id()));

    StoreException refusal = assertThrows(StoreException.class, () -> store.commit(deletion));

    assertEquals(StoreException.Kind.FAULT, refusal.kind());
    assertTrue(refusal.getMessage().contains("export_of_key"), refusal.getMessage());
  }

  /** A column that may not be null is no lost race. */
  @EachDatabase(except = {TestDatabase.MARIADB, TestDatabase.MYSQL})
  void oneThatWouldSetNullIsAFault(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    JdbcApiKeyStore store = new JdbcApiKeyStore(dataSource);
    assertTrue(store.commit(samples.creation(organization, key)));
    refer(dataSource, database, "on delete set null");
    execute(dataSource, "alter table export alter column key_id set not null");

    StoreException refusal =
        assertThrows(
            StoreException.class,
            () -> store.commit(samples.update(organization, KeyChanges.delete(key.key().id()))));

    assertEquals(StoreException.Kind.FAULT, refusal.kind());
  }

  @EachDatabase
  void oneThatCascadesIsInNobodysWay(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    JdbcApiKeyStore store = new JdbcApiKeyStore(dataSource);
    assertTrue(store.commit(samples.creation(organization, key)));
    refer(dataSource, database, "on delete cascade");

    assertTrue(store.commit(samples.update(organization, KeyChanges.delete(key.key().id()))));
  }

  private void refer(DataSource dataSource, TestDatabase database, String onDelete)
      throws SQLException {
    String type =
        switch (database) {
          case MARIADB, MYSQL -> "varchar(24) character set ascii collate ascii_bin";
          case H2 -> "varchar(24)";
          default -> "varchar(24) collate \"C\"";
        };
    execute(
        dataSource,
        "create table export (key_id "
            + type
            + ", constraint export_of_key foreign key (key_id) references claviger_api_key (id) "
            + onDelete
            + ")",
        "insert into export values ('" + key.key().id() + "')");
  }
}
