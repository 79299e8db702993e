package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.Claviger;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessRequest;
import io.claviger.access.AccessResult;
import io.claviger.access.Authorizer;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.model.IpAddress;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Permission;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.model.StoreException;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TcpProxy;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.test.SettableExecutor;
import io.claviger.test.SettableTicker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** Requests while the database is cut off, hangs, or has no connection left. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class CutConnectionTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private static final Permission READ = new Permission("reports.read");
  private static final IpAddress HOME = IpAddress.parse("203.0.113.7");
  private static final Duration MAX_STALENESS = Duration.ofSeconds(5);
  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));

  private final SettableTicker ticker = new SettableTicker();
  private final ExecutorService reads = Executors.newCachedThreadPool();
  private final TcpProxy proxy;
  private final HikariDataSource pool;
  private CachingApiKeyStore cache;
  private Claviger claviger;
  private AccessCheck check;
  private OrganizationId organization;
  private IssuedApiKey key;

  CutConnectionTest(Servers servers) throws SQLException {
    PGSimpleDataSource database =
        (PGSimpleDataSource) servers.of(TestDatabase.POSTGRES_18).freshDatabase();
    Schema.migrate(database);
    this.proxy = new TcpProxy(database.getPortNumbers()[0]);
    database.setPortNumbers(new int[] {proxy.port()});
    database.setSocketTimeout(1);
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setMaximumPoolSize(2);
    config.setConnectionTimeout(500);
    config.setValidationTimeout(250);
    this.pool = new HikariDataSource(config);
  }

  @BeforeEach
  void open() {
    cache =
        CachingApiKeyStore.builder(new JdbcApiKeyStore(pool))
            .maxStaleness(MAX_STALENESS)
            .loadTimeout(Duration.ofSeconds(2))
            .ticker(ticker)
            .clock(NOON)
            .executor(reads)
            .background(new SettableExecutor())
            .build();
    claviger = Claviger.of(cache);
    check = claviger.accessCheck(new Authorizer(RoleGrants.none().grant(Role.ORG_READ_ONLY, READ)));
    var host = claviger.actingAs(Caller.application("test"));
    organization = host.createOrganization(NewOrganization.named("Acme")).organization().id();
    key = host.create(organization, NewApiKey.of("reader", Role.ORG_READ_ONLY));
    assertInstanceOf(AccessResult.Granted.class, request());
  }

  @AfterEach
  void close() {
    cache.close();
    pool.close();
    proxy.close();
    reads.shutdownNow();
  }

  @Test
  void whatIsKnownIsAnsweredUntilItIsTooOldAndThenNobodyIsAdmitted() {
    proxy.cut();
    assertFalse(claviger.isReachable());
    ticker.advance(MAX_STALENESS);
    assertInstanceOf(AccessResult.Granted.class, request(), "exactly as old as it may be");
    ticker.advance(Duration.ofNanos(1));
    assertUnavailable();
    proxy.restore();
    assertGrantedAgain();
  }

  @Test
  void aDatabaseThatHangsHoldsNoRequestLongerThanItsLoadTimeout() {
    ticker.advance(MAX_STALENESS.plusNanos(1));
    proxy.hold();
    try {
      long before = System.nanoTime();
      assertUnavailable();
      Duration waited = Duration.ofNanos(System.nanoTime() - before);
      assertTrue(waited.compareTo(Duration.ofSeconds(20)) < 0, () -> "it waited " + waited);
    } finally {
      proxy.release();
    }
    assertGrantedAgain();
  }

  @Test
  void aPoolWithoutAConnectionLeftAdmitsNobody() throws SQLException {
    try (Connection one = pool.getConnection();
        Connection other = pool.getConnection()) {
      assertTrue(one.isValid(1) && other.isValid(1));
      assertInstanceOf(AccessResult.Granted.class, request(), "from memory");
      ticker.advance(MAX_STALENESS.plusNanos(1));
      assertUnavailable();
      assertFalse(claviger.isReachable());
    }
    assertGrantedAgain();
    assertTrue(claviger.isReachable());
  }

  private void assertUnavailable() {
    AccessResult.Unavailable answer = assertInstanceOf(AccessResult.Unavailable.class, request());
    assertEquals(StoreException.Kind.UNREACHABLE, answer.failure().kind(), answer::toString);
  }

  /**
   * Retries once a second, since the pool must first find out which of its connections are gone.
   */
  private void assertGrantedAgain() {
    AccessResult answer = request();
    for (int i = 0; i < 20 && answer instanceof AccessResult.Unavailable; i++) {
      ticker.advance(Duration.ofSeconds(1));
      answer = request();
    }
    assertInstanceOf(AccessResult.Granted.class, answer);
  }

  private AccessResult request() {
    Credential pair = Credential.pair(key.apiKey().publicKey(), key.privateKey());
    return check.check(pair, AccessRequest.of(organization, READ, HOME));
  }
}
