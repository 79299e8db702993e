package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.migrated;
import static io.claviger.store.jdbc.Checks.transaction;
import static io.claviger.store.jdbc.databases.Connections.execute;
import static io.claviger.store.jdbc.databases.Connections.first;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyChanges;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A transaction of the application waits for one of the same thread, which cannot end. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JoinedWaitTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final Servers servers;

  JoinedWaitTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase
  void itGivesUpSoonAndLeavesTheLimitOfTheSessionAsItWas(TestDatabase database)
      throws SQLException {
    assertGivesUp(database, Duration.ofSeconds(40), Duration.ofSeconds(20));
  }

  /** MariaDB has whole seconds only. */
  @EachDatabase
  void aShorterLimitOfTheSessionStays(TestDatabase database) throws SQLException {
    assertGivesUp(database, Duration.ofMillis(10), Duration.ofMillis(1900));
  }

  private void assertGivesUp(TestDatabase database, Duration limit, Duration longest)
      throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    assertTrue(new JdbcApiKeyStore(dataSource).commit(samples.creation(organization)));
    try (Connection outer = transaction(dataSource);
        Connection inner = transaction(dataSource)) {
      setLimit(database, inner, limit);
      String before = limit(database, inner);
      assertTrue(changes(JdbcApiKeyStore.within(outer)));
      ApiKeyStore joined = JdbcApiKeyStore.within(inner);
      StoreException refusal =
          assertTimeout(longest, () -> assertThrows(StoreException.class, () -> changes(joined)));
      assertEquals(StoreException.Kind.UNREACHABLE, refusal.kind());
      inner.rollback();
      assertEquals(before, limit(database, inner));

      outer.rollback();
      assertTrue(changes(JdbcApiKeyStore.within(inner)));
      assertEquals(before, limit(database, inner));
      inner.rollback();
    }
  }

  private boolean changes(ApiKeyStore joined) {
    Boolean made =
        joined.withLock(
            organization.id(),
            locked -> locked.commit(samples.update(organization, KeyChanges.none())));
    return made;
  }

  private static void setLimit(TestDatabase database, Connection connection, Duration limit)
      throws SQLException {
    execute(
        connection,
        switch (database) {
          case H2 -> "set lock_timeout " + limit.toMillis();
          case MARIADB, MYSQL -> "set session innodb_lock_wait_timeout = " + limit.toSeconds();
          default -> "set lock_timeout = '" + limit.toMillis() + "ms'";
        });
    connection.commit();
  }

  private static String limit(TestDatabase database, Connection connection) throws SQLException {
    return first(
        connection,
        switch (database) {
          case H2 -> "call lock_timeout()";
          case MARIADB, MYSQL -> "select @@session.innodb_lock_wait_timeout";
          default -> "select current_setting('lock_timeout')";
        });
  }
}
