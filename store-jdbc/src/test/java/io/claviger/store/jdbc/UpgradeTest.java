package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.assertFinds;
import static io.claviger.store.jdbc.Checks.assertFit;
import static io.claviger.store.jdbc.Checks.execute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Claviger;
import io.claviger.access.Authenticated;
import io.claviger.access.Credential;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyKind;
import io.claviger.model.KeyPage;
import io.claviger.model.Organization;
import io.claviger.model.PageQuery;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.spi.store.RevokedTokens.Bounds;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A database with the tables and rows of version 1 is upgraded, and its keys are accepted. MySQL
 * begins with version 8.
 */
final class UpgradeTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Servers servers;

  UpgradeTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase(except = TestDatabase.MYSQL)
  void byThisLibrary(TestDatabase database) throws Exception {
    DataSource dataSource = servers.freshDatabase(database);
    makeFirstVersion(dataSource, database);
    StoredKeys.load(dataSource);
    assertOlder(dataSource);

    Schema.migrate(dataSource);

    assertFit(dataSource);
    assertAccepted(new JdbcApiKeyStore(dataSource));
    assertLabelsAreFound(new JdbcApiKeyStore(dataSource));
  }

  @EachDatabase(except = TestDatabase.MYSQL)
  void byFlyway(TestDatabase database) throws Exception {
    DataSource dataSource = servers.freshDatabase(database);
    FluentConfiguration flyway =
        Flyway.configure().dataSource(dataSource).locations(SchemaFiles.location(database));
    Flyway first = flyway.target("1").load();
    assertEquals(1, first.migrate().migrationsExecuted);
    StoredKeys.load(dataSource);
    assertOlder(dataSource);

    assertEquals(
        SchemaFiles.count() - 1, flyway.target("latest").load().migrate().migrationsExecuted);

    assertFit(dataSource);
    assertAccepted(new JdbcApiKeyStore(dataSource));
    assertLabelsAreFound(new JdbcApiKeyStore(dataSource));
  }

  /** Rights on the tables of version 1 say nothing about a table that came later. */
  @EachDatabase(except = TestDatabase.MYSQL)
  void aUserWithTheRightsOfVersion1IsToldWhichOnesAreMissing(TestDatabase database)
      throws Exception {
    DataSource administrator = servers.freshDatabase(database);
    makeFirstVersion(administrator, database);
    LimitedUser user = LimitedUser.of(administrator);
    user.may(
        "select, insert, update, delete",
        "claviger_schema",
        "claviger_organization",
        "claviger_api_key",
        "claviger_secret",
        "claviger_key_role",
        "claviger_usage",
        "claviger_audit_event");
    StoreException refused =
        assertThrows(StoreException.class, () -> Schema.migrate(user.dataSource()));
    assertTrue(
        refused.getMessage().contains("may not create or alter tables"), refused::getMessage);

    Schema.migrate(administrator);

    assertFinds(
        user.dataSource(),
        "lacks SELECT on claviger_key_label, SELECT on claviger_feed, SELECT on claviger_value");
    user.may("select, insert", "claviger_value");
    user.may("select, insert, delete", "claviger_key_label");
    user.may("select, update", "claviger_feed");
    user.may("select, insert, update, delete", "claviger_ended_token");
    assertFit(user.dataSource());
  }

  /** The statements of such a node name no column that it does not know. */
  @EachDatabase
  void aNodeOfVersion7LeavesKindsNamesAndCountsAsTheyAre(TestDatabase database) throws Exception {
    DataSource dataSource = Checks.migrated(servers.freshDatabase(database));
    JdbcApiKeyStore store = new JdbcApiKeyStore(dataSource);
    Samples samples = new Samples();
    Organization organization = samples.organization();
    StoredApiKey account =
        samples
            .ofKind(samples.key(organization.id()), new KeyKind("service-account"))
            .with(samples.settings().withName(Optional.of("ci")));
    assertTrue(store.commit(samples.creation(organization, account)));
    RevokedTokens tokens = store.extensions().revokedTokens().orElseThrow();
    assertTrue(
        tokens.revoke(samples.revokedToken(account, Duration.ofHours(1)), Bounds.standard()));

    execute(
        dataSource,
        "update claviger_organization set name = 'another', revision_number = 2"
            + (" where id = '" + organization.id() + "'"),
        "update claviger_api_key set description = 'another', enabled = false, expires_at = null,"
            + (" rate_limit = null where id = '" + account.key().id() + "'"));

    ApiKeyId id = account.key().id();
    ApiKey key = store.read(organization.id(), Set.of(id)).orElseThrow().keys().get(id).key();
    assertEquals("another", key.description());
    assertEquals(account.key().kind(), key.kind());
    assertEquals(Optional.of("ci"), key.name());
    assertEquals(
        1, store.revisions(Set.of(organization.id())).get(organization.id()).revokedTokens());
  }

  private static void makeFirstVersion(DataSource dataSource, TestDatabase database)
      throws Exception {
    execute(dataSource, SchemaFiles.firstStatements(database).toArray(String[]::new));
  }

  private static void assertOlder(DataSource dataSource) {
    assertFinds(dataSource, "has version 1, this library needs 9", "call Schema.migrate");
  }

  private static void assertAccepted(ApiKeyStore store) {
    InstantSource clock = InstantSource.fixed(Instant.parse("2027-01-01T00:00:00Z"));
    try (Claviger claviger =
        Claviger.builder(store).clock(clock).peppers(StoredKeys.PEPPERS).build()) {
      claviger.check();
      assertAccepted(claviger, StoredKeys.OWNER, StoredKeys.OWNER_SECRET);
      assertAccepted(claviger, StoredKeys.EXPORT, StoredKeys.EXPORT_OLD_SECRET);
      assertAccepted(claviger, StoredKeys.EXPORT, StoredKeys.EXPORT_NEW_SECRET);
    }
  }

  /** The tables of version 1 have labels only in a document. */
  private static void assertLabelsAreFound(JdbcApiKeyStore store) {
    for (KeyFilter filter :
        List.of(KeyFilter.all().labelled("env", "prod"), KeyFilter.all().labelled("team", "日本"))) {
      KeyPage found =
          store
              .extensions()
              .operator()
              .orElseThrow()
              .findKeys(filter, Instant.EPOCH, PageQuery.first(10));
      assertEquals(
          List.of(StoredKeys.EXPORT.key().id()), found.items().stream().map(ApiKey::id).toList());
    }
  }

  private static void assertAccepted(Claviger claviger, StoredApiKey key, String secret) {
    String publicKey = key.key().publicKey().value();
    Credential pair = Credential.pair(publicKey, secret);
    Authenticated accepted =
        assertInstanceOf(Authenticated.class, claviger.authenticator().authenticate(pair));
    assertEquals(key.key().id(), accepted.id());
  }
}
