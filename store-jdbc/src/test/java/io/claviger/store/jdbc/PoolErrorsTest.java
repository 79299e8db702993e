package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.StoreException;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.jdbc.databases.JdbcProxies;
import io.claviger.store.jdbc.databases.MemoryDatabase;
import io.claviger.store.jdbc.internal.dialect.ErrorKind;
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

/** Errors that pools and proxies report in their own way. */
final class PoolErrorsTest {
  private final MemoryDatabase database = MemoryDatabase.create();
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
    assertEquals(ErrorKind.UNREACHABLE, ErrorKind.byStandard(unreachable));
    assertEquals(ErrorKind.UNREACHABLE, ErrorKind.byStandard(wrapped));
    assertEquals(ErrorKind.UNREACHABLE, ErrorKind.byStandard(new SQLException("again", wrapped)));
    assertEquals(
        ErrorKind.UNREACHABLE,
        ErrorKind.byStandard(new SQLException("lent", new Exception(new InterruptedException()))));
    assertEquals(
        ErrorKind.FAULT,
        ErrorKind.byStandard(new SQLException("broken", new SQLException("syntax", "42000"))));
  }

  /** Agroal, Commons DBCP, C3P0 and Tomcat's pool report it in words, without a code. */
  @Test
  void aWaitThatIsToldInWordsOnlyMeansUnreachable() {
    for (String words :
        List.of(
            "Sorry, acquisition timeout!",
            "Cannot get a connection, pool error Timeout waiting for idle object",
            "An attempt by a client to checkout a Connection has timed out.",
            "[main] Timeout: Pool empty. Unable to fetch a connection in 1 seconds")) {
      assertEquals(ErrorKind.UNREACHABLE, ErrorKind.byStandard(new SQLException(words)));
      assertEquals(ErrorKind.FAULT, ErrorKind.byStandard(new SQLException(words, "42000")));
      assertEquals(ErrorKind.FAULT, ErrorKind.byStandard(new SQLException(words, null, 1)));
    }
    assertEquals(ErrorKind.FAULT, ErrorKind.byStandard(new SQLException("has been closed")));
    assertEquals(
        ErrorKind.FAULT,
        ErrorKind.byStandard(new SQLFeatureNotSupportedException("no setQueryTimeout here")));
    assertEquals(
        ErrorKind.FAULT,
        ErrorKind.byStandard(new SQLException("syntax", "42601", new SQLException("timeout"))));
    assertEquals(
        ErrorKind.UNREACHABLE,
        ErrorKind.byStandard(new SQLException("no connection", new SQLException("timeout"))));
  }

  /** A proxy that connects when a statement is prepared may throw anything. */
  @Test
  void anExceptionOfAProxyIsAnErrorOfTheStore() {
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
    assertKind(() -> store.read(organization.id(), Set.of()));
    assertKind(() -> store.findByPublicKey(key.key().publicKey()));
    assertKind(() -> store.commit(samples.update(organization, KeyChanges.none())));
    assertKind(() -> store.add(List.of(samples.use(key, samples.instant()))));
    assertKind(() -> store.replace(samples.replacement(key)));
    broken = false;
    assertEquals(
        Optional.of(organization),
        store.read(organization.id(), Set.of()).map(it -> it.organization()));
    assertTrue(store.commit(samples.update(organization, KeyChanges.none())));
  }

  @Test
  void anExceptionOfADataSourceIsAnErrorOfTheMigration() {
    assertKind(
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
  void nullIsRefusedWithTheNameOfTheParameter() {
    JdbcApiKeyStore store = new JdbcApiKeyStore(database.dataSource());
    assertRefused("dataSource", () -> new JdbcApiKeyStore(null));
    assertRefused("autoCommit", () -> new JdbcApiKeyStore(database.dataSource(), null));
    assertRefused("connection", () -> JdbcApiKeyStore.within(null));
    assertRefused("connection", () -> JdbcApiKeyStore.load(null, List.of()));
    assertRefused("dataSource", () -> Schema.migrate(null));
    assertRefused("publicKey", () -> store.findByPublicKey(null));
    assertRefused("organization", () -> store.read(null, Set.of()));
    assertRefused("keys", () -> store.read(organization.id(), null));
    assertRefused("ids", () -> store.revisions(null));
    assertRefused("query", () -> store.events(null));
  }

  private static void assertRefused(String parameter, Executable call) {
    assertEquals(parameter, assertThrows(NullPointerException.class, call).getMessage());
  }

  private static void assertKind(Executable call) {
    StoreException kind = assertThrows(StoreException.class, call);
    assertEquals(StoreException.Kind.FAULT, kind.kind());
    SQLException cause = assertInstanceOf(SQLException.class, kind.getCause());
    assertTrue(cause.getMessage().endsWith("java.lang.IllegalStateException"), cause.getMessage());
  }
}
