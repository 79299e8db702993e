package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.execute;
import static io.claviger.store.jdbc.Checks.migrated;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.RevokedToken;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ChangeFeed;
import io.claviger.spi.store.ChangeFeed.Changes;
import io.claviger.spi.store.ChangeFeed.Position;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.spi.store.RevokedTokens.Bounds;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.jdbc.databases.CuttingPool;
import io.claviger.store.jdbc.databases.CuttingPool.Cut;
import io.claviger.store.jdbc.databases.JdbcProxies;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.SkippingTicker;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No change is missing from the feed, whatever else happens to its rows. */
final class ChangeFeedTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Samples samples = new Samples();
  private final Servers servers;

  ChangeFeedTest(Servers servers) {
    this.servers = servers;
  }

  /** Other changes get positions meanwhile. A pool of the other isolation sees the same. */
  @EachDatabase
  void aLongTransactionIsReportedAfterManyAnswers(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    ChangeFeed feed = feed(dataSource);
    HikariConfig repeatable = new HikariConfig();
    repeatable.setDataSource(dataSource);
    repeatable.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    repeatable.setAutoCommit(false);
    Organization slow = samples.organization();
    try (HikariDataSource pool = new HikariDataSource(repeatable);
        Connection connection = Checks.transaction(dataSource)) {
      ChangeFeed other = new JdbcApiKeyStore(pool, AutoCommit.OFF).extensions().changeFeed().get();
      Position position = feed.now();
      Position otherPosition = other.now();
      assertTrue(JdbcApiKeyStore.within(connection).commit(samples.creation(slow)));
      for (int i = 0; i < 50; i++) {
        Organization fast = create(dataSource);
        Changes changes = since(feed, position);
        Changes otherChanges = since(other, otherPosition);
        assertEquals(Set.of(fast.id()), changes.versions().keySet());
        assertEquals(Set.of(fast.id()), otherChanges.versions().keySet());
        position = changes.next();
        otherPosition = otherChanges.next();
        assertEquals(1, feed.assignPositions());
        position = since(feed, position).next();
        otherPosition = since(other, otherPosition).next();
      }

      connection.commit();

      assertEquals(Set.of(slow.id()), since(feed, position).versions().keySet());
      assertEquals(Set.of(slow.id()), since(other, otherPosition).versions().keySet());
    }
  }

  /** A token whose row has a position already is revoked with a later expiry. */
  @EachDatabase
  void aLaterExpiryIsAChangeAgain(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    ChangeFeed feed = feed(dataSource);
    Organization organization = samples.organization();
    StoredApiKey key = samples.key(organization.id());
    assertTrue(new JdbcApiKeyStore(dataSource).commit(samples.creation(organization, key)));
    RevokedTokens tokens =
        new JdbcApiKeyStore(dataSource).extensions().revokedTokens().orElseThrow();
    RevokedToken token = samples.revokedToken(key, Duration.ofHours(1));
    assertTrue(tokens.revoke(token, Bounds.standard()));
    assertEquals(2, feed.assignPositions());
    Position position = feed.now();

    RevokedToken later =
        new RevokedToken(
            token.organization(),
            token.apiKey(),
            token.id(),
            token.revokedAt(),
            token.expiresAt().plusSeconds(60));
    assertTrue(tokens.revoke(later, Bounds.standard()));

    assertEquals(
        Optional.of(new OrganizationVersion(organization.revision(), 2)),
        since(feed, position).versions().get(organization.id()));
    assertEquals(1, feed.assignPositions());
    assertEquals(Set.of(organization.id()), since(feed, position).versions().keySet());
  }

  @EachDatabase
  void nobodyWaitsForAnotherWhoAssignsPositions(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    ChangeFeed feed = feed(dataSource);
    Position position = feed.now();
    Organization organization = create(dataSource);
    try (Connection another = Checks.transaction(dataSource)) {
      try (var statement = another.createStatement()) {
        statement.executeQuery("select position from claviger_feed where id = 1 for update");
      }

      assertEquals(0, feed.assignPositions());
      assertEquals(Set.of(organization.id()), since(feed, position).versions().keySet());

      another.rollback();
    }
    assertEquals(1, feed.assignPositions());
    assertEquals(0, since(feed, position).pending());
  }

  /** More than a thousand changes can be told once they have positions, ten thousand never. */
  @EachDatabase
  void aboveTheLimitsTheFeedCannotTell(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    ChangeFeed feed = feed(dataSource);
    Position position = feed.now();
    load(dataSource, 1_001);
    assertEquals(Optional.empty(), feed.since(position));

    assertEquals(1_000, feed.assignPositions());
    Changes changes = since(feed, position);
    assertEquals(1_001, changes.versions().size());
    assertEquals(1, changes.pending());
    assertEquals(1, feed.assignPositions());
    assertEquals(1_001, since(feed, position).versions().size());
    assertEquals(0, since(feed, changes.next()).pending());

    for (int i = 0; i < 9; i++) {
      load(dataSource, 1_000);
      assertEquals(1_000, feed.assignPositions());
    }
    assertEquals(Optional.empty(), feed.since(position));
    assertEquals(9_000, since(feed, changes.next()).versions().size() - 1);
  }

  /** A change may write an event for each entry of a whitelist. */
  @EachDatabase
  void aLargeChangeCountsOnce(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    JdbcApiKeyStore store = new JdbcApiKeyStore(dataSource);
    ChangeFeed feed = feed(dataSource);
    Organization organization = create(dataSource);
    Position position = feed.now();
    for (int i = 0; i < 20; i++) {
      OrganizationChange change = samples.update(organization, KeyChanges.none());
      OrganizationId id = organization.id();
      OrganizationChange large =
          new OrganizationChange(
              change.expected(),
              change.organization(),
              false,
              change.keys(),
              Stream.generate(() -> samples.event(id)).limit(200).toList(),
              change.chain());
      assertTrue(store.commit(large));
      organization = change.organization();
    }

    assertEquals(21, since(feed, position).pending());
    int calls = 0;
    while (feed.assignPositions() > 0) {
      calls++;
    }
    assertEquals(5, calls);
    assertEquals(0, since(feed, position).pending());
    assertEquals(
        4_001, store.extensions().operator().orElseThrow().feed(3_600, 500).size() + 3_600);
  }

  /** After each cut, each change is still reported, and has a position in the end. */
  @EachDatabase
  void aFailureBetweenTwoStatementsLosesNothing(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    ChangeFeed feed = feed(dataSource);
    try (CuttingPool pool = new CuttingPool(dataSource)) {
      ChangeFeed cut =
          new JdbcStore(pool.dataSource(), AutoCommit.ON, new SkippingTicker())
              .extensions()
              .changeFeed()
              .orElseThrow();
      create(dataSource);
      int steps = pool.count(cut::assignPositions);
      for (int step = 0; step < steps; step++) {
        for (CuttingPool.Moment moment : CuttingPool.Moment.values()) {
          Position position = feed.now();
          Organization organization = create(dataSource);
          pool.cutting(new Cut(step, moment, false), () -> tryToAssign(cut));
          Set<OrganizationId> expected = Set.of(organization.id());
          assertEquals(expected, since(feed, position).versions().keySet());
          int unused = feed.assignPositions();
          Changes changes = since(feed, position);
          assertEquals(expected, changes.versions().keySet());
          assertEquals(0, changes.pending());
          assertEquals(Set.of(), since(feed, changes.next()).versions().keySet());
        }
      }
    }
  }

  /** A failover leads to a server that may lack changes which the other one acknowledged. */
  @Tag("databases")
  @EachDatabase(only = TestDatabase.POSTGRES_18)
  void anotherServerCannotTell(TestDatabase database) throws SQLException {
    DataSource[] servers = {
      migrated(this.servers.freshDatabase(TestDatabase.POSTGRES_14)),
      migrated(this.servers.freshDatabase(database))
    };
    assertNotContinued(servers[1], servers[0]);
  }

  /** On these, a position that is too high tells the same of an older backup. */
  @EachDatabase
  void anOlderStateOfTheServerCannotTell(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    ChangeFeed feed = feed(dataSource);
    create(dataSource);
    assertEquals(1, feed.assignPositions());
    Position position = feed.now();
    since(feed, position);

    execute(dataSource, "update claviger_feed set position = 0");

    assertEquals(Optional.empty(), feed.since(position));
  }

  /** Its name and its port stay the same, so the time since its start tells. */
  @Tag("databases")
  @EachDatabase(only = {TestDatabase.MARIADB, TestDatabase.MYSQL})
  void aServerThatStartedSinceCannotTell(TestDatabase database) throws Exception {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    SkippingTicker ticker = new SkippingTicker();
    ChangeFeed feed =
        new JdbcStore(dataSource, AutoCommit.ON, ticker).extensions().changeFeed().orElseThrow();
    Position position = feed.now();
    since(feed, position);

    for (int i = 0; i < Duration.ofDays(1).toSeconds(); i++) {
      ticker.sleep(1);
    }

    assertEquals(Optional.empty(), feed.since(position));
    since(feed, feed.now());
  }

  @EachDatabase
  void aTransactionOfTheApplicationHasNoFeed(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    try (Connection connection = Checks.transaction(dataSource)) {
      assertEquals(Optional.empty(), JdbcApiKeyStore.within(connection).extensions().changeFeed());
      connection.rollback();
    }
  }

  private void assertNotContinued(DataSource first, DataSource then) {
    DataSource[] present = {first};
    DataSource failingOver =
        JdbcProxies.wrap(
            DataSource.class,
            first,
            (method, arguments, call) ->
                method.equals("getConnection") ? present[0].getConnection() : call.proceed());
    ChangeFeed feed = feed(failingOver);
    Position position = feed.now();
    since(feed, position);

    present[0] = then;

    assertEquals(Optional.empty(), feed.since(position));
    since(feed, feed.now());
  }

  private static void tryToAssign(ChangeFeed feed) {
    try {
      int unused = feed.assignPositions();
    } catch (StoreException e) {
      assertEquals(StoreException.Kind.UNREACHABLE, e.kind());
    }
  }

  private Organization create(DataSource dataSource) {
    Organization organization = samples.organization();
    assertTrue(new JdbcApiKeyStore(dataSource).commit(samples.creation(organization)));
    return organization;
  }

  private void load(DataSource dataSource, int organizations) throws SQLException {
    try (Connection connection = Checks.transaction(dataSource)) {
      JdbcApiKeyStore.load(
          connection,
          Stream.generate(() -> samples.creation(samples.organization()))
              .limit(organizations)
              .toList());
      connection.commit();
    }
  }

  private static Changes since(ChangeFeed feed, Position position) {
    return feed.since(position).orElseThrow();
  }

  private static ChangeFeed feed(DataSource dataSource) {
    return new JdbcApiKeyStore(dataSource).extensions().changeFeed().orElseThrow();
  }
}
