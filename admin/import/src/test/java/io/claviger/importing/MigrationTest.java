package io.claviger.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.claviger.Peppers;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.IncomingRequest;
import io.claviger.model.RoleGrants;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import io.claviger.store.jdbc.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Follows {@code docs/import.md}, which shows the class {@link Migration}: keys move from an old
 * table while requests go on, and none of them is refused.
 */
@Timeout(600)
class MigrationTest {
  private static final int CLIENTS = 2;

  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
  private final AtomicBoolean imported = new AtomicBoolean();
  private final AtomicBoolean done = new AtomicBoolean();
  private final AtomicLong requests = new AtomicLong();

  @Test
  void onH2() throws Exception {
    migrate("jdbc:h2:mem:migration;DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=FALSE", "", 1_000);
  }

  @Test
  @Tag("databases")
  void onPostgresWith100000Keys() throws Exception {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on").start()) {
      migrate(server.getJdbcUrl("postgres", "postgres"), "postgres", 100_000);
    }
  }

  private void migrate(String url, String user, int rows) throws Exception {
    try (HikariDataSource pool = pool(url, user)) {
      Schema.migrate(pool);
      OldTable oldTable = new OldTable(pool);
      oldTable.create(rows);
      try (CachingApiKeyStore cache = CachingApiKeyStore.of(new JdbcApiKeyStore(pool));
          ImportedVerifiers verifiers = ImportedVerifiers.standard()) {
        Peppers peppers = Peppers.of(1, new SecureRandom().generateSeed(32));
        Migration migration = new Migration(cache, peppers, verifiers, RoleGrants.none());
        Requests asking = new Requests(migration.access, oldTable);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
          int seed = i;
          running.add(clients.submit(() -> client(asking, rows, seed)));
        }
        try (Connection old = pool.getConnection()) {
          ImportReport report = migration.importAll(old);
          assertEquals(List.of(), report.refused());
          assertEquals(rows, report.total().created());
          imported.set(true);
          ImportReport second = migration.importAll(old);
          assertEquals(rows, second.total().unchanged());
        }
        oldTable.drop();
        awaitRequests(500, running);
        done.set(true);
        for (Future<?> client : running) {
          client.get();
        }
        check(asking, rows);
        assertEquals(0, migration.claviger.metrics().failedTasks());
        migration.claviger.close();
      }
      assertTrue(count(pool, "hmac-sha256$") > 0, "used keys have a verifier of the library");
    } finally {
      clients.shutdownNow();
    }
  }

  /** Every request has a credential that is good in the old table. */
  private Void client(Requests asking, int rows, int seed) throws SQLException {
    SplittableRandom random = new SplittableRandom(seed);
    while (!done.get()) {
      int id = random.nextInt(1, rows + 1);
      String token = OldTable.token(id);
      // Read first: from then on, a request needs no look at the old table.
      boolean isImported = imported.get();
      boolean accepted = isImported ? asking.acceptsNew(token) : asking.acceptsEither(token);
      assertEquals(!OldTable.isRevoked(id), accepted, "request for row " + id);
      requests.incrementAndGet();
    }
    return null;
  }

  private void awaitRequests(int more, List<Future<?>> running) {
    long until = requests.get() + more;
    while (requests.get() < until && running.stream().noneMatch(Future::isDone)) {
      Thread.onSpinWait();
    }
  }

  private static void check(Requests asking, int rows) {
    assertTrue(asking.acceptsNew(OldTable.token(1)));
    assertFalse(asking.acceptsNew(OldTable.token(1).replace('0', '1')));
    assertFalse(asking.acceptsNew(OldTable.token(rows + 1)));
    assertFalse(asking.acceptsNew(OldTable.token(50)), "it was revoked before");
  }

  /** The check of requests. */
  private record Requests(HttpAccess access, OldTable oldTable) {
    boolean acceptsEither(String token) throws SQLException {
      return acceptsNew(token) || oldTable.accepts(token);
    }

    boolean acceptsNew(String token) {
      IncomingRequest request =
          new IncomingRequest(
              name -> name.equals("Authorization") ? List.of("Bearer " + token) : List.of(),
              "GET",
              "/",
              Optional.of("192.0.2.1"));
      return access.decide(request) instanceof HttpDecision.Admitted;
    }
  }

  private static long count(HikariDataSource pool, String scheme) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select count(*) from claviger_secret where verifiers like '%" + scheme + "%'")) {
      assertTrue(result.next());
      return result.getLong(1);
    }
  }

  private static HikariDataSource pool(String url, String user) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setUsername(user);
    pool.setMaximumPoolSize(16);
    return pool;
  }
}
