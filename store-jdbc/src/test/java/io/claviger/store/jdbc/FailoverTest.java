package io.claviger.store.jdbc;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.AccessResult;
import io.claviger.access.Caller;
import io.claviger.model.AccessTokenId;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.NotFoundException;
import io.claviger.model.OrganizationId;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.RevokedToken;
import io.claviger.model.Role;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeFeed;
import io.claviger.spi.store.NamedValue;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.jdbc.databases.PostgresPair;
import io.claviger.store.jdbc.databases.TcpProxy;
import io.claviger.test.SettableExecutor;
import io.claviger.test.SettableTicker;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The standby of a PostgreSQL server becomes the primary. */
@Tag("databases")
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FailoverTest {
  private static final Duration MAX_STALENESS = Duration.ofSeconds(5);
  private static final Duration REAL_BOUND = Duration.ofSeconds(1);

  private final List<HikariDataSource> pools = new ArrayList<>();
  private PostgresPair pair;
  private ApiKeyStore store;
  private ApiKeys application;
  private OrganizationId organization;

  @BeforeEach
  void start() throws Exception {
    pair = PostgresPair.start();
    store = new JdbcApiKeyStore(pool(pair.primary().port(), pair.standby().port()));
    Schema.migrate(pools.get(0));
    application = Claviger.of(store).actingAs(Caller.application("test"));
    organization =
        application.createOrganization(NewOrganization.named("Acme")).organization().id();
  }

  @AfterEach
  void stop() {
    pools.forEach(HikariDataSource::close);
    pair.close();
  }

  @Test
  void synchronousReplicationLosesNothing() throws Exception {
    pair.makeSynchronous();
    ChangeHistory history = new ChangeHistory(store);
    history.during(
        () -> {
          history.awaitChanges(20);
          pair.primary().kill();
          pair.standby().promote();
          history.awaitChanges(20);
        });
    history.assertKept();
  }

  /** What can be lost is what the standby has not received. */
  @Test
  void asynchronousReplicationMayUndoARevocation() throws Exception {
    IssuedApiKey key = newKey();
    pair.awaitCaughtUp();
    pair.replication().hold();
    application.revoke(organization, key.apiKey().id());
    assertFalse(isFound(key));
    pair.primary()
        .await(
            "select pg_wal_lsn_diff(pg_current_wal_lsn(), flush_lsn) > 0 from pg_stat_replication",
            "t");

    pair.primary().kill();
    pair.standby().promote();

    assertTrue(isFound(key), "the revocation was acknowledged, and is lost");
  }

  @Test
  void withoutItsStandbyASynchronousPrimaryAcknowledgesNothing() throws Exception {
    IssuedApiKey key = newKey();
    pair.makeSynchronous();
    pair.replication().hold();
    assertThrows(
        OutcomeUnknownException.class, () -> application.revoke(organization, key.apiKey().id()));
    assertTrue(isFound(key), "reads go on, and nobody sees what the standby does not have");

    pair.replication().release();

    pair.awaitCaughtUp();
    while (isFound(key)) {
      Thread.onSpinWait();
    }
  }

  /** The server makes the commit visible if the wait for the standby is ended in these ways. */
  @ParameterizedTest
  @ValueSource(strings = {"pg_terminate_backend", "pg_cancel_backend"})
  void aChangeThatOnlyThePrimaryHasIsNotAcknowledged(String end) throws Exception {
    IssuedApiKey key = newKey();
    pair.makeSynchronous();
    pair.replication().hold();
    CompletableFuture<Void> revocation =
        CompletableFuture.runAsync(() -> application.revoke(organization, key.apiKey().id()));
    endWait(end);

    CompletionException failed = assertThrows(CompletionException.class, revocation::join);
    assertInstanceOf(OutcomeUnknownException.class, failed.getCause());
  }

  /** What was visible was taken for revoked, and came back with the promotion of the standby. */
  @Test
  void aTokenThatOnlyThePrimaryTakesForEndedIsNotEnded() throws Exception {
    RevokedTokens tokens = store.extensions().revokedTokens().orElseThrow();
    Instant now = Instant.now();
    RevokedToken token =
        new RevokedToken(
            organization,
            newKey().apiKey().id(),
            new AccessTokenId("a".repeat(24)),
            now,
            now.plusSeconds(60));
    pair.makeSynchronous();
    pair.replication().hold();
    CompletableFuture<Boolean> first =
        CompletableFuture.supplyAsync(() -> tokens.revoke(token, RevokedTokens.Bounds.none()));
    endWait("pg_cancel_backend");
    assertInstanceOf(
        StoreException.class, assertThrows(CompletionException.class, first::join).getCause());
    assertEquals(Set.of(token.id()), tokens.live(organization, now).tokens());

    assertThrows(StoreException.class, () -> tokens.revoke(token, RevokedTokens.Bounds.none()));
  }

  /** Whoever repeats a revocation after an unknown outcome takes "not found" for done. */
  @Test
  void aRevocationThatOnlyThePrimaryHasIsNotReportedAsDone() throws Exception {
    IssuedApiKey key = newKey();
    pair.makeSynchronous();
    pair.replication().hold();
    CompletableFuture<Void> revocation =
        CompletableFuture.runAsync(() -> application.revoke(organization, key.apiKey().id()));
    endWait("pg_cancel_backend");
    assertThrows(CompletionException.class, revocation::join);
    assertFalse(isFound(key), "the primary shows what the standby lacks");

    assertThrows(StoreException.class, () -> application.revoke(organization, key.apiKey().id()));

    pair.replication().release();
    pair.awaitCaughtUp();
    assertThrows(
        NotFoundException.class, () -> application.revoke(organization, key.apiKey().id()));
  }

  @Test
  void aValueThatOnlyThePrimaryHasIsNotReportedAsStored() throws Exception {
    pair.makeSynchronous();
    pair.replication().hold();
    CompletableFuture<String> stored =
        CompletableFuture.supplyAsync(() -> store.storeIfAbsent(new NamedValue("name", "value")));
    endWait("pg_cancel_backend");

    CompletionException failed = assertThrows(CompletionException.class, stored::join);
    assertInstanceOf(StoreException.class, failed.getCause());
  }

  /** Ends the wait of a commit for the standby. */
  private void endWait(String function) throws SQLException {
    String waiting = " from pg_stat_activity where wait_event = 'SyncRep'";
    pair.primary().await("select count(*)" + waiting, "1");
    pair.primary().execute("select " + function + "(pid)" + waiting);
  }

  @Test
  void aNodeOfTheOldPrimaryAdmitsNobodyOnceThatIsCutOffOrDemoted() throws Exception {
    IssuedApiKey key = newKey();
    pair.awaitCaughtUp();
    SettableTicker ticker = new SettableTicker();
    try (TcpProxy entrance = new TcpProxy(pair.primary().port());
        CachingApiKeyStore cache =
            CachingApiKeyStore.builder(new JdbcApiKeyStore(pool(entrance.port())))
                .maxStaleness(MAX_STALENESS)
                .ticker(ticker)
                .background(new SettableExecutor())
                .build()) {
      CachedNode oldNode = new CachedNode(cache);
      assertTrue(oldNode.admits(key));

      pair.standby().promote();
      ApiKeyStore fresh = new JdbcApiKeyStore(pool(pair.standby().port()));
      Claviger.of(fresh)
          .actingAs(Caller.application("test"))
          .revoke(organization, key.apiKey().id());
      ticker.advance(MAX_STALENESS.plusNanos(1));
      assertTrue(oldNode.admits(key), "an old primary that can be reached answers for itself");

      entrance.cut();
      ticker.advance(MAX_STALENESS.plusNanos(1));
      assertInstanceOf(AccessResult.Unavailable.class, oldNode.request(key));

      pair.primary().kill();
      pair.primary().follow(pair.standby().port());
      pair.primary().restart();
      entrance.restore();
      ticker.advance(MAX_STALENESS.plusNanos(1));
      assertInstanceOf(AccessResult.Unavailable.class, oldNode.request(key));
    }
  }

  /** The commit that gives positions waits for the standby, and what only reads does not. */
  @Test
  void theFeedAnswersWhilePositionsCannotBeCommitted() throws Exception {
    ChangeFeed feed = store.extensions().changeFeed().orElseThrow();
    ChangeFeed.Position position = feed.now();
    IssuedApiKey unused = newKey();
    pair.makeSynchronous();
    pair.replication().hold();
    CompletableFuture<Integer> positions = CompletableFuture.supplyAsync(feed::assignPositions);
    pair.primary().await("select count(*) from pg_stat_activity where wait_event = 'SyncRep'", "1");

    for (int poll = 0; poll < 10; poll++) {
      ChangeFeed.Changes changes = feed.since(position).orElseThrow();
      assertEquals(Set.of(organization), changes.versions().keySet());
    }
    assertThrows(CompletionException.class, positions::join);
  }

  /** No feed reports that a change is lost; the other history shows that one may be. */
  @Test
  void aNodeForgetsWhatAPromotionHasLost() throws Exception {
    pair.awaitCaughtUp();
    pair.replication().hold();
    IssuedApiKey key = newKey();
    ApiKeyStore its = new JdbcApiKeyStore(pool(pair.primary().port(), pair.standby().port()));
    CachingApiKeyStore cache = CachingApiKeyStore.builder(its).maxStaleness(REAL_BOUND).build();
    try (CachedNode node = new CachedNode(cache)) {
      while (!node.admits(key) || cache.metrics().counts().confirmations() < 5) {
        Thread.onSpinWait();
      }

      pair.primary().kill();
      pair.standby().promote();

      while (!(node.request(key) instanceof AccessResult.Unauthenticated)) {
        Thread.onSpinWait();
      }
      assertEquals(0, cache.metrics().counts().feedMissed());
    }
  }

  @Test
  void theCheckFindsThatAFailoverLosesChanges() throws Exception {
    PGSimpleDataSource database = primary("");
    LimitedUser user = LimitedUser.of(database);
    for (String table :
        List.of(
            "organization", "api_key", "secret", "key_role", "key_label", "usage", "audit_event")) {
      user.may("select, insert, update, delete", "claviger_" + table);
    }
    user.may("select, insert", "claviger_value", "claviger_schema");
    user.may("select, insert, update, delete", "claviger_ended_token");
    user.may("select, update", "claviger_feed");
    for (DataSource each : List.of(database, user.dataSource())) {
      Checks.assertFinds(each, "synchronous_standby_names is empty", "a failover");
    }
    Checks.assertFit(primary("&options=-c%20synchronous_commit%3Dlocal"));

    pair.makeSynchronous();

    Checks.assertFit(database);
    Checks.assertFit(user.dataSource());
  }

  @Test
  void theBoundHoldsOverAPromotion() throws Exception {
    pair.makeSynchronous();
    try (CachedNode here = node();
        CachedNode there = node()) {
      TimedRevocations revocations =
          new TimedRevocations(List.of(here, there), organization, REAL_BOUND);
      revocations.during(
          () -> {
            revocations.await(20);
            pair.primary().kill();
            pair.standby().promote();
            revocations.await(20);
          });
    }
  }

  private CachedNode node() {
    ApiKeyStore its = new JdbcApiKeyStore(pool(pair.primary().port(), pair.standby().port()));
    return new CachedNode(CachingApiKeyStore.builder(its).maxStaleness(REAL_BOUND).build());
  }

  private IssuedApiKey newKey() {
    return application.create(organization, NewApiKey.of("reader", Role.ORG_READ_ONLY));
  }

  private boolean isFound(IssuedApiKey key) {
    return store.findByPublicKey(key.apiKey().publicKey()).isPresent();
  }

  /** The driver looks for the server that takes changes. */
  private HikariDataSource pool(int... ports) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url("&targetServerType=primary&connectTimeout=1&socketTimeout=3", ports));
    config.setConnectionTimeout(3_000);
    config.setValidationTimeout(1_000);
    HikariDataSource pool = new HikariDataSource(config);
    pools.add(pool);
    return pool;
  }

  private static String url(String options, int... ports) {
    return IntStream.of(ports)
        .mapToObj(port -> "127.0.0.1:" + port)
        .collect(joining(",", "jdbc:postgresql://", "/postgres?user=postgres" + options));
  }

  private PGSimpleDataSource primary(String options) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(url("&currentSchema=public" + options, pair.primary().port()));
    return database;
  }
}
