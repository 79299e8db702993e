package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.databases.Connections.execute;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.StoreException;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.spi.store.VerifierReplacement;
import io.claviger.store.jdbc.databases.JdbcProxies;
import io.claviger.store.jdbc.databases.LogRecorder;
import io.claviger.store.jdbc.databases.MemoryDatabase;
import io.claviger.store.jdbc.databases.SkippingTicker;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No message, cause or log has a verifier, though drivers and jdbi quote values in theirs. */
final class VerifierLeakTest {
  private static final String SECRET = "hunter2hunter2";

  private final MemoryDatabase database = MemoryDatabase.create();
  private final LogRecorder log = LogRecorder.start();
  private final JdbcApiKeyStore store = new JdbcApiKeyStore(database.dataSource());
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final StoredApiKey key = keyWith("salted$" + SECRET);
  private final OrganizationChange creation = samples.creation(organization, key);
  private final StoredApiKey plain = samples.key(organization.id());

  @AfterEach
  void close() {
    log.close();
    database.close();
  }

  @Test
  void notWhenAConstraintIsBroken() throws SQLException {
    change("alter table claviger_secret add check (verifiers not like 'salted%')");
    assertSilent(assertThrows(StoreException.class, () -> store.commit(creation)));
    assertTrue(store.commit(samples.creation(organization, plain)));
    assertSilent(assertThrows(StoreException.class, () -> replace(plain)));
    String logged = log.lines().toString();
    assertFalse(logged.contains(SECRET), logged);
  }

  private void replace(StoredApiKey key) {
    VerifierReplacement e = samples.replacement(key);
    List<Verifier> next = List.of(new Verifier("salted$" + SECRET));
    store
        .extensions()
        .verifiers()
        .orElseThrow()
        .replace(
            new VerifierReplacement(
                e.organization(), e.apiKey(), e.secretId(), e.expected(), next));
  }

  @Test
  void notWhenTheColumnIsTooShort() throws SQLException {
    change("alter table claviger_secret alter column verifiers varchar(10)");
    assertSilent(assertThrows(StoreException.class, () -> store.commit(creation)));
  }

  @Test
  void notWhenTheRowIsDamaged() throws SQLException {
    assertTrue(store.commit(creation));
    change("update claviger_secret set verifiers = verifiers || ' x'");
    StoreException damaged =
        assertThrows(StoreException.class, () -> store.findByPublicKey(key.key().publicKey()));
    assertSilent(damaged);
    String row = key.secrets().get(0).info().id().value();
    assertTrue(damaged.getMessage().contains(row), damaged.getMessage());
    assertTrue(damaged.getMessage().contains("claviger_secret"), damaged.getMessage());
    assertSilent(
        assertThrows(
            StoreException.class, () -> store.read(organization.id(), Set.of(key.key().id()))));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void notWhenTheOutcomeIsUnknown(boolean saidByTheDriver) {
    String quoting = "failing row (" + SECRET + ")";
    SQLException inside = new SQLException("of another statement", "40001", 40001);
    JdbcStore lost =
        failingAt(
            "commit",
            saidByTheDriver
                ? new SQLException(quoting, "23000")
                : new IllegalStateException(quoting, inside));
    assertSilent(assertThrows(OutcomeUnknownException.class, () -> lost.commit(creation)));
  }

  /** The drivers of MariaDB and MySQL can be told to append what other connections run. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "waited\ndeadlock information: ",
        "waited\n\nQuery being executed when exception was thrown:\n",
        "waited\n=====\n2027-01-01 INNODB MONITOR OUTPUT\n"
      })
  void notWhenADriverQuotesOtherStatements(String words) {
    String others = words + "update t set verifiers = '" + SECRET + "'";
    JdbcStore failing = failingAt("prepareStatement", new SQLException(others, "HY000"));
    assertSilent(
        assertThrows(StoreException.class, () -> failing.findByPublicKey(plain.key().publicKey())));
  }

  private JdbcStore failingAt(String first, Exception thrown) {
    AtomicBoolean dead = new AtomicBoolean();
    DataSource failing =
        JdbcProxies.connections(
            database.dataSource(),
            raw ->
                (method, arguments, call) -> {
                  if (method.equals(first) || dead.get()) {
                    dead.set(true);
                    throw thrown;
                  }
                  return call.proceed();
                });
    return new JdbcStore(failing, AutoCommit.ON, new SkippingTicker());
  }

  /** H2 quotes the row that is locked, with what is in it. */
  @Test
  void notWhenTheRowIsLocked() throws SQLException {
    assertTrue(store.commit(creation));
    List<StoredSecret> rotated = List.of(key.secrets().get(0), samples.secret());
    KeyChanges secrets =
        new KeyChanges(List.of(), List.of(), Map.of(key.key().id(), rotated), Set.of());
    try (Connection holder = Checks.transaction(database.dataSource());
        Connection waiting = Checks.transaction(database.dataSource())) {
      execute(holder, "update claviger_secret set hint = 'held'");
      execute(waiting, "set lock_timeout 10");
      ApiKeyStore joined = JdbcApiKeyStore.within(waiting);
      StoreException refusal =
          assertThrows(
              StoreException.class, () -> joined.commit(samples.update(organization, secrets)));
      assertSilent(refusal);
      assertTrue(refusal.getCause().getMessage().contains("lock"), refusal.getCause().getMessage());
      holder.rollback();
      waiting.rollback();
    }
  }

  private static void assertSilent(Throwable thrown) {
    String all = LogRecorder.text(thrown);
    assertFalse(all.contains(SECRET), all);
  }

  private StoredApiKey keyWith(String verifier) {
    StoredSecret secret =
        new StoredSecret(samples.secret().info(), List.of(new Verifier(verifier)));
    return samples.key(organization.id()).with(List.of(secret));
  }

  private void change(String sql) throws SQLException {
    Checks.execute(database.dataSource(), sql);
  }
}
