package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.execute;
import static io.claviger.store.jdbc.Checks.migrated;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessRequest;
import io.claviger.access.AccessResult;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.admin.Operator;
import io.claviger.model.AccessTokenId;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.EventQuery;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyKind;
import io.claviger.model.Labels;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Permission;
import io.claviger.model.RevokedToken;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.model.StoreException;
import io.claviger.spi.store.OperatorStore.FeedEvent;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.spi.store.RevokedTokens.Bounds;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.jdbc.databases.Connections;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A store moves to another database with all that it has, as docs/move-a-store.md says. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MovingTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private static final OrganizationId ACME = new OrganizationId("acme");
  private static final OrganizationId GONE = new OrganizationId("gone");
  private static final Permission READ = new Permission("reports.read");

  private final Servers servers;
  @TempDir private Path folder;
  private IssuedApiKey kept;
  private IssuedApiKey revoked;

  MovingTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase
  void aFileOfH2MovesAndComesBack(TestDatabase target) throws Exception {
    try (HikariDataSource file = file("old");
        HikariDataSource back = file("back")) {
      DataSource moved = migrated(servers.freshDatabase(target));
      migrated(file);
      fill(file);
      copy(file, moved);
      assertMoved(file, moved);
      migrated(back);
      copy(moved, back);
      assertMoved(moved, back);
    }
  }

  @Test
  @Tag("databases")
  @EnabledIf("io.claviger.store.jdbc.Installed#mySql")
  void mariaDbMovesToMySqlAndBack() throws Exception {
    DataSource old = migrated(servers.freshDatabase(TestDatabase.MARIADB));
    DataSource moved = migrated(servers.freshDatabase(TestDatabase.MYSQL));
    DataSource back = migrated(servers.freshDatabase(TestDatabase.MARIADB));
    fill(old);
    copy(old, moved);
    assertMoved(old, moved);
    copy(moved, back);
    assertMoved(moved, back);
  }

  /** The old server takes changes until the new one has all of them. */
  @Test
  @Tag("databases")
  void postgresqlMovesToANewVersionByLogicalReplication() throws Exception {
    PGSimpleDataSource old = inSchema(TestDatabase.POSTGRES_14);
    fill(old);
    execute(old, "create publication moving for table " + String.join(", ", RowCopy.TABLES));
    PGSimpleDataSource moved = inSchema(TestDatabase.POSTGRES_18);
    execute(moved, "delete from claviger_feed");
    execute(
        moved,
        "create subscription moving connection 'host=127.0.0.1 user=postgres dbname=postgres"
            + (" port=" + old.getPortNumbers()[0] + "' publication moving"));
    try {
      new JdbcApiKeyStore(old).check();
      await(moved, "select count(*) from pg_subscription_rel where srsubstate <> 'r'", "0");
      try (Claviger claviger = claviger(old)) {
        application(claviger).bumpRevision(ACME);
      }
      String end = first(old, "select pg_current_wal_lsn()");
      await(
          old,
          ("select confirmed_flush_lsn >= '" + end + "' from pg_replication_slots")
              + " where slot_name = 'moving'",
          "t");
    } finally {
      execute(moved, "drop subscription moving");
      execute(old, "drop publication moving");
    }
    assertMoved(old, moved);
  }

  /** A node that keeps running meanwhile answers requests. */
  @EachDatabase(except = TestDatabase.H2)
  void changesStopWhileTheUserOfTheStoreLacksTheRights(TestDatabase database) throws Exception {
    DataSource owner = migrated(servers.freshDatabase(database));
    fill(owner);
    LimitedUser user =
        LimitedUser.of(owner)
            .may("select, insert, update, delete", RowCopy.TABLES.toArray(String[]::new));
    HikariConfig config = new HikariConfig();
    config.setDataSource(user.dataSource());
    try (HikariDataSource pool = new HikariDataSource(config);
        CachedNode node = new CachedNode(CachingApiKeyStore.of(new JdbcApiKeyStore(pool)))) {
      ApiKeys application = node.application();
      IssuedApiKey cached = application.create(ACME, NewApiKey.of("cached", Role.ORG_READ_ONLY));
      IssuedApiKey loaded = application.create(ACME, NewApiKey.of("loaded", Role.ORG_READ_ONLY));
      assertTrue(node.admits(cached));
      user.mayNot("insert, update", "claviger_organization");
      assertLackOfRights(() -> application.revoke(ACME, cached.apiKey().id()));
      assertLackOfRights(() -> application.createOrganization(NewOrganization.named("new")));
      assertTrue(node.admits(cached));
      assertTrue(node.admits(loaded));
      user.may("insert, update", "claviger_organization");
      application.revoke(ACME, cached.apiKey().id());
      assertFalse(node.admits(cached));
    }
  }

  private static void assertLackOfRights(Executable change) {
    String refusal = assertThrows(StoreException.class, change).getMessage();
    assertTrue(refusal.contains("lacks a right"), refusal);
  }

  private PGSimpleDataSource inSchema(TestDatabase database) throws SQLException {
    PGSimpleDataSource source = (PGSimpleDataSource) servers.freshDatabase(database);
    execute(source, "create schema moving");
    source.setCurrentSchema("moving");
    return (PGSimpleDataSource) migrated(source);
  }

  private HikariDataSource file(String name) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:" + folder.resolve(name) + ";OPTIMIZE_REUSE_RESULTS=FALSE");
    return new HikariDataSource(config);
  }

  /** Makes keys, revokes one, uses one, and deletes an organization. */
  private void fill(DataSource database) {
    try (Claviger claviger = claviger(database)) {
      claviger.check();
      ApiKeys application = application(claviger);
      for (OrganizationId id : List.of(ACME, GONE)) {
        application.createOrganization(NewOrganization.named("Füchse 🦊").withId(id));
      }
      application.deleteOrganization(GONE);
      revoked = application.create(ACME, NewApiKey.of("revoked", Role.ORG_READ_ONLY));
      kept =
          application.create(
              ACME,
              NewApiKey.of("kept", Role.ORG_READ_ONLY)
                  .withKind(new KeyKind("service-account"))
                  .withName("Füchse")
                  .withWhitelist(CidrBlock.parse("192.0.2.0/24"))
                  .withLabels(Labels.of(Map.of("team", "Füchse"))));
      application.revoke(ACME, revoked.apiKey().id());
      assertTrue(revokedTokens(database).revoke(revoked(), Bounds.standard()));
      assertTrue(admits(claviger, kept));
      assertEquals(8, operator(claviger).feed(0, 100).size());
    }
  }

  private void assertMoved(DataSource old, DataSource moved) {
    assertEquals(describe(old), describe(moved));
    new JdbcApiKeyStore(moved).check();
    try (Claviger claviger = claviger(moved)) {
      claviger.check();
      assertTrue(admits(claviger, kept));
      assertFalse(admits(claviger, revoked));
      Operator operator = operator(claviger);
      List<FeedEvent> fed = operator.feed(0, 100);
      application(claviger).bumpRevision(ACME);
      assertEquals(Optional.empty(), operator.verifyEvents(ACME).problem());
      assertEquals(1, operator.feed(fed.get(fed.size() - 1).position(), 100).size());
    }
  }

  /** Reads everything that the store has. */
  private List<Object> describe(DataSource database) {
    JdbcApiKeyStore store = new JdbcApiKeyStore(database);
    try (Claviger claviger = claviger(database)) {
      ApiKeys application = application(claviger);
      Set<ApiKeyId> ids =
          application.stream(ACME, KeyFilter.all()).map(ApiKey::id).collect(Collectors.toSet());
      return List.of(
          store.read(ACME, ids),
          store.extensions().usage().orElseThrow().usage(ACME, ids),
          store.revisions(Set.of(ACME, GONE)),
          revokedTokens(database).live(ACME, Instant.EPOCH),
          revokedTokens(database).ofKey(ACME, revoked().apiKey()),
          operator(claviger).keys(KeyFilter.all().labelled("team", "Füchse")).toList(),
          store.events(EventQuery.newest(GONE, 100)),
          operator(claviger).verifyEvents(ACME),
          operator(claviger).verifyEvents(GONE),
          operator(claviger).feed(0, 100));
    }
  }

  private RevokedToken revoked() {
    Instant now = Instant.parse("2026-11-24T12:00:00.123456Z");
    AccessTokenId id = new AccessTokenId("0123456789abcdef01234567");
    return new RevokedToken(ACME, kept.apiKey().id(), id, now, now.plusSeconds(3_600));
  }

  private static RevokedTokens revokedTokens(DataSource database) {
    return new JdbcApiKeyStore(database).extensions().revokedTokens().orElseThrow();
  }

  private static Claviger claviger(DataSource database) {
    return Claviger.builder(new JdbcApiKeyStore(database)).peppers(StoredKeys.PEPPERS).build();
  }

  private static ApiKeys application(Claviger claviger) {
    return claviger.actingAs(Caller.application("test"));
  }

  private static Operator operator(Claviger claviger) {
    return Operator.of(claviger, "operator");
  }

  /** Checks a request, whose use is counted and written by the end of the claviger. */
  private static boolean admits(Claviger claviger, IssuedApiKey key) {
    AccessCheck check = claviger.accessCheck(RoleGrants.none().grant(Role.ORG_READ_ONLY, READ));
    Credential pair = Credential.pair(key.apiKey().publicKey(), key.privateKey());
    return check.check(pair, AccessRequest.of(ACME, READ, "192.0.2.17"))
        instanceof AccessResult.Granted;
  }

  private static void copy(DataSource from, DataSource to) throws SQLException {
    try (Connection source = from.getConnection();
        Connection target = to.getConnection()) {
      RowCopy.copy(source, target);
    }
  }

  /** Repeats the query until it has this answer; the time-out of the class bounds that. */
  private static void await(DataSource database, String select, String answer) throws SQLException {
    while (!first(database, select).equals(answer)) {
      Thread.onSpinWait();
    }
  }

  private static String first(DataSource database, String select) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return Connections.first(connection, select);
    }
  }
}
