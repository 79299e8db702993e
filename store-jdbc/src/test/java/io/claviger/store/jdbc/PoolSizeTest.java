package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.store.cache.CachingApiKeyStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many connections a pool has is found out by borrowing them. */
@Timeout(60)
final class PoolSizeTest {
  private final JdbcDataSource database = new JdbcDataSource();
  private final List<HikariDataSource> pools = new ArrayList<>();

  PoolSizeTest() {
    database.setURL("jdbc:h2:mem:");
  }

  private HikariDataSource pool(int size) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(500);
    HikariDataSource pool = new HikariDataSource(config);
    pools.add(pool);
    return pool;
  }

  private static int served(ApiKeyStore store, int wanted) {
    return store.extensions().capacity().orElseThrow().probe(wanted);
  }

  @AfterEach
  void close() {
    pools.forEach(HikariDataSource::close);
  }

  @Test
  void aPoolOfTenIsEnoughForTheDefaultsOfTheCache() {
    HikariDataSource ten = pool(10);
    try (CachingApiKeyStore cache = CachingApiKeyStore.of(new JdbcApiKeyStore(ten))) {
      cache.check();
    }
    assertEquals(0, ten.getHikariPoolMXBean().getActiveConnections());
  }

  @Test
  void aSmallerPoolIsReportedAndGetsItsConnectionsBack() {
    HikariDataSource five = pool(5);
    try (CachingApiKeyStore cache = CachingApiKeyStore.of(new JdbcApiKeyStore(five))) {
      StoreException refusal = assertThrows(StoreException.class, cache::check);
      assertTrue(refusal.getMessage().contains("serves only 5 calls"), refusal.getMessage());
    }
    assertEquals(0, five.getHikariPoolMXBean().getActiveConnections());
  }

  @Test
  void aTransactionServesOneCallAtATime() throws SQLException {
    try (Connection transaction = Checks.transaction(database)) {
      assertEquals(1, served(JdbcApiKeyStore.within(transaction), 10));
      transaction.rollback();
    }
  }

  /** It says nothing about the size of the pool. */
  @Test
  void aDatabaseThatIsGoneIsReportedAsSuch() {
    JdbcDataSource gone = new JdbcDataSource();
    gone.setURL("jdbc:h2:mem:gone;IFEXISTS=TRUE");
    assertThrows(StoreException.class, () -> served(new JdbcApiKeyStore(gone), 10));
  }

  @Test
  void anInterruptedCheckSaysNothingAboutThePool() {
    HikariDataSource two = pool(2);
    Thread.currentThread().interrupt();
    StoreException refusal =
        assertThrows(StoreException.class, () -> served(new JdbcApiKeyStore(two), 3));
    assertTrue(Thread.interrupted());
    assertEquals(StoreException.Kind.UNREACHABLE, refusal.kind());
    assertEquals(0, two.getHikariPoolMXBean().getActiveConnections());
  }
}
