package io.claviger.store.jdbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.StoreException;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.Ticker;
import io.claviger.store.jdbc.AutoCommit;
import io.claviger.store.jdbc.Schema;
import io.claviger.store.tck.Samples;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Pools and proxies of hosts, some of which say in their own way that something is wrong. */
final class HostsPoolTest {
  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final StoredApiKey key = samples.key(organization.id());
  private boolean broken;

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatADriverSaidOfTheConnectionCountsBehindWhatThePoolSays() {
    SQLException unreachable = new SQLException("no route to host", "08001");
    SQLException wrapped = new SQLException("cannot make a connection", unreachable);
    assertEquals(Trouble.UNREACHABLE, Trouble.byStandard(unreachable));
    assertEquals(Trouble.UNREACHABLE, Trouble.byStandard(wrapped));
    assertEquals(Trouble.UNREACHABLE, Trouble.byStandard(new SQLException("again", wrapped)));
    assertEquals(
        Trouble.UNREACHABLE,
        Trouble.byStandard(new SQLException("lent", new Exception(new InterruptedException()))));
    assertEquals(
        Trouble.FAULT,
        Trouble.byStandard(new SQLException("broken", new SQLException("syntax", "42000"))));
  }

  /** As Agroal, Commons DBCP, C3P0 and Tomcat's pool tell it, without any code. */
  @Test
  void aWaitThatIsToldInWordsOnlyMeansUnreachable() {
    for (String words :
        List.of(
            "Sorry, acquisition timeout!",
            "Cannot get a connection, pool error Timeout waiting for idle object",
            "An attempt by a client to checkout a Connection has timed out.",
            "[main] Timeout: Pool empty. Unable to fetch a connection in 1 seconds")) {
      assertEquals(Trouble.UNREACHABLE, Trouble.byStandard(new SQLException(words)));
      assertEquals(Trouble.FAULT, Trouble.byStandard(new SQLException(words, "42000")));
      assertEquals(Trouble.FAULT, Trouble.byStandard(new SQLException(words, null, 1)));
    }
    assertEquals(Trouble.FAULT, Trouble.byStandard(new SQLException("has been closed")));
    assertEquals(
        Trouble.FAULT,
        Trouble.byStandard(new SQLFeatureNotSupportedException("no setQueryTimeout here")));
    assertEquals(
        Trouble.FAULT,
        Trouble.byStandard(new SQLException("syntax", "42601", new SQLException("timeout"))));
    assertEquals(
        Trouble.UNREACHABLE,
        Trouble.byStandard(new SQLException("no connection", new SQLException("timeout"))));
  }

  /** One that connects when a statement is made, and not before, may fail with anything there. */
  @Test
  void whatAProxyThrowsAtAStatementIsTroubleOfTheStore() {
    JdbcStore store =
        new JdbcStore(
            JdbcProxies.connections(
                database.dataSource(),
                connection ->
                    (method, arguments, call) -> {
                      if (broken && method.equals("prepareStatement")) {
                        throw new IllegalStateException("no target data source");
                      }
                      return call.proceed();
                    }),
            AutoCommit.ON,
            Ticker.system());
    assertTrue(store.commit(samples.creation(organization, key)));
    broken = true;
    assertTrouble(() -> store.read(organization.id(), Set.of()));
    assertTrouble(() -> store.findByPublicKey(key.key().publicKey()));
    assertTrouble(() -> store.commit(samples.update(organization, KeyChanges.none())));
    assertTrouble(() -> store.add(List.of(samples.use(key, samples.instant()))));
    assertTrouble(() -> store.exchange(samples.exchange(key)));
    broken = false;
    assertEquals(
        Optional.of(organization),
        store.read(organization.id(), Set.of()).map(it -> it.organization()));
    assertTrue(store.commit(samples.update(organization, KeyChanges.none())));
  }

  @Test
  void whatADataSourceThrowsIsTroubleOfTheMigrationToo() {
    assertTrouble(
        () ->
            Schema.migrate(
                JdbcProxies.wrap(
                    DataSource.class,
                    database.dataSource(),
                    (method, arguments, call) -> {
                      throw new IllegalStateException("no target data source");
                    })));
  }

  @Test
  void nothingIsNoTroubleOfTheStore() {
    JdbcStore store = new JdbcStore(database.dataSource(), AutoCommit.ON, Ticker.system());
    for (Executable call :
        List.<Executable>of(
            () -> store.findByPublicKey(null),
            () -> store.read(null, Set.of()),
            () -> store.read(organization.id(), null),
            () -> store.revisions(null),
            () -> store.usage(null, Set.of()),
            () -> store.usage(organization.id(), null),
            () -> Schema.migrate(null))) {
      assertThrows(NullPointerException.class, call);
    }
  }

  private static void assertTrouble(Executable call) {
    StoreException trouble = assertThrows(StoreException.class, call);
    assertEquals(StoreException.Kind.FAULT, trouble.kind());
    SQLException cause = assertInstanceOf(SQLException.class, trouble.getCause());
    assertTrue(cause.getMessage().endsWith("java.lang.IllegalStateException"), cause.getMessage());
  }
}
