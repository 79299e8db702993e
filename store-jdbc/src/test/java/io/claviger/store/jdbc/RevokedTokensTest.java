package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.RevokedToken;
import io.claviger.model.StoreException;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.jdbc.databases.JdbcProxies;
import io.claviger.store.jdbc.databases.MemoryDatabase;
import io.claviger.store.jdbc.databases.SkippingTicker;
import io.claviger.store.tck.Samples;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Revoked tokens of an organization that others change all the time. */
final class RevokedTokensTest {
  private final MemoryDatabase database = MemoryDatabase.create();
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final StoredApiKey key = samples.key(organization.id());
  private final RevokedToken token = samples.revokedToken(key, Duration.ofHours(1));

  @BeforeEach
  void create() {
    assertTrue(store(database.dataSource()).commit(samples.creation(organization, key)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** With each pause, a second passes. */
  @Test
  void aTokenIsTriedForFiveSeconds() {
    assertTrue(losing(5).revoke(token, RevokedTokens.Bounds.standard()));

    RevokedToken another = samples.revokedToken(key, Duration.ofHours(1));
    StoreException failed =
        assertThrows(
            StoreException.class, () -> losing(6).revoke(another, RevokedTokens.Bounds.standard()));
    assertEquals(StoreException.Kind.UNREACHABLE, failed.kind());
  }

  /** Returns tokens whose first commits lose to other transactions. */
  private RevokedTokens losing(int times) {
    AtomicInteger left = new AtomicInteger(times);
    DataSource losing =
        JdbcProxies.connections(
            database.dataSource(),
            raw ->
                (method, arguments, call) -> {
                  if (method.equals("commit") && left.getAndDecrement() > 0) {
                    raw.rollback();
                    throw new SQLException("deadlock", "40001", 40001);
                  }
                  return call.proceed();
                });
    return store(losing).extensions().revokedTokens().orElseThrow();
  }

  private static JdbcStore store(DataSource dataSource) {
    return new JdbcStore(dataSource, AutoCommit.ON, new SkippingTicker());
  }
}
