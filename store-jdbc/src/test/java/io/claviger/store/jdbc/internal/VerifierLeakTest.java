package io.claviger.store.jdbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.PageQuery;
import io.claviger.model.StoreException;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.Ticker;
import io.claviger.spi.Verifier;
import io.claviger.spi.VerifierExchange;
import io.claviger.store.jdbc.AutoCommit;
import io.claviger.store.tck.Samples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No verifier gets into an exception, a log or a file beside the database, whatever fails. */
final class VerifierLeakTest {
  private static final String SECRET = "hunter2hunter2";

  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final StoredApiKey key = keyWith("salted$" + SECRET);
  private final OrganizationChange creation = samples.creation(organization, key);
  private final StoredApiKey plain = samples.key(organization.id());
  private EmbeddedDatabase database;
  private JdbcStore store;
  @TempDir Path folder;

  @BeforeEach
  void open() {
    database = EmbeddedDatabase.inFile(folder.resolve("keys"), FileCache.usual());
    store = new JdbcStore(database.dataSource(), AutoCommit.ON, Ticker.system());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void notWhenTheColumnIsTooShort() throws SQLException {
    execute("alter table claviger_secret alter column verifiers varchar(10)");
    SQLException driver =
        assertThrows(
            SQLException.class,
            () ->
                execute(
                    "insert into claviger_secret (id, key_id, position, hint, created_at, verifiers)"
                        + " values ('', '', 0, '', 0, '"
                        + SECRET
                        + "')"));
    assertTrue(driver.getMessage().contains(SECRET), "the driver does quote values");
    assertSilent(assertThrows(StoreException.class, () -> store.commit(creation)));
  }

  @Test
  void notWhenAConstraintIsViolated() throws SQLException {
    execute("alter table claviger_secret add check (verifiers not like 'salted%')");
    assertSilent(assertThrows(StoreException.class, () -> store.commit(creation)));
  }

  @Test
  void notWhenAnExchangeFails() throws SQLException {
    assertTrue(store.commit(samples.creation(organization, plain)));
    VerifierExchange e = samples.exchange(plain);
    VerifierExchange secret =
        new VerifierExchange(
            e.organization(),
            e.apiKey(),
            e.secretId(),
            e.expected(),
            List.of(new Verifier("salted$" + SECRET)));
    execute("alter table claviger_secret add check (verifiers not like 'salted%')");
    assertSilent(assertThrows(StoreException.class, () -> store.exchange(secret)));
  }

  @Test
  void notWhenATableIsMissing() throws SQLException {
    execute("drop table claviger_secret");
    assertSilent(assertThrows(StoreException.class, () -> store.commit(creation)));
    assertSilent(
        assertThrows(StoreException.class, () -> store.findByPublicKey(key.key().publicKey())));
  }

  @Test
  void notWhenTheRowIsDamaged() throws SQLException {
    assertTrue(store.commit(creation));
    execute("update claviger_secret set verifiers = verifiers || ' x'");
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

  @Test
  void notWhenTheOutcomeIsUnknown() {
    JdbcStore lost = dyingAt("commit", new SQLException("failing row (" + SECRET + ")", "23000"));
    assertSilent(assertThrows(OutcomeUnknownException.class, () -> lost.commit(creation)));
  }

  @Test
  void notWhenSomethingBesideTheDriverMakesItUnknown() {
    SQLException inside = new SQLException("of another statement", "40001", 40001);
    JdbcStore lost =
        dyingAt("commit", new IllegalStateException("failing row (" + SECRET + ")", inside));
    assertSilent(assertThrows(OutcomeUnknownException.class, () -> lost.commit(creation)));
  }

  /** MariaDB's driver can be told to append what other connections run. */
  @Test
  void notInWhatADriverTellsOfOthers() {
    String others = "waited\ndeadlock information: update t set verifiers = '" + SECRET + "'";
    JdbcStore lost = dyingAt("prepareStatement", new SQLException(others, "HY000"));
    assertSilent(
        assertThrows(StoreException.class, () -> lost.findByPublicKey(plain.key().publicKey())));
  }

  private JdbcStore dyingAt(String last, Exception thrown) {
    AtomicBoolean dead = new AtomicBoolean();
    DataSource dying =
        JdbcProxies.connections(
            database.dataSource(),
            raw ->
                (method, arguments, call) -> {
                  if (method.equals(last) || dead.get()) {
                    dead.set(true);
                    throw thrown;
                  }
                  return call.proceed();
                });
    return new JdbcStore(dying, AutoCommit.ON, new SkippingTicker());
  }

  /** H2 quotes the row that is held, with what is in it. */
  @Test
  void notWhenTheRowIsHeld() throws SQLException {
    assertTrue(store.commit(creation));
    List<StoredSecret> rotated = List.of(key.secrets().get(0), samples.secret());
    KeyChanges secrets =
        new KeyChanges(List.of(), List.of(), Map.of(key.key().id(), rotated), Set.of());
    try (Connection holder = transaction();
        Connection hosts = transaction()) {
      execute(holder, "update claviger_secret set hint = 'held'");
      execute(hosts, "set lock_timeout 10");
      ApiKeyStore joined = JoinedStore.in(hosts);
      StoreException refusal =
          assertThrows(
              StoreException.class, () -> joined.commit(samples.update(organization, secrets)));
      assertSilent(refusal);
      assertTrue(refusal.getCause().getMessage().contains("lock"), refusal.getCause().getMessage());
      holder.rollback();
      hosts.rollback();
    }
  }

  @Test
  void notInTheTextOfARow() {
    SecretTable.SecretRow row =
        SecretTable.rows(key.key().id(), key.secrets()).findFirst().orElseThrow();
    assertFalse(row.toString().contains(SECRET), row.toString());
  }

  @Test
  void notInTheLogOfTheHost() {
    List<String> log = new ArrayList<>();
    Jdbi hosts = Jdbi.create(database.dataSource());
    hosts
        .getConfig(SqlStatements.class)
        .setSqlLogger(
            new SqlLogger() {
              @Override
              public void logBeforeExecution(StatementContext context) {
                log.add(context.getBinding().toString());
              }
            });
    hosts.useHandle(handle -> handle.createQuery("select :x").bind("x", SECRET).mapToMap().list());
    assertTrue(log.toString().contains(SECRET), "the log does see values");
    log.clear();
    JdbcStore store = new JdbcStore(hosts, AutoCommit.ON, Ticker.system());
    assertTrue(store.commit(creation));
    store.listKeys(new KeyQuery(creation.organization().id(), PageQuery.first(1)));
    assertEquals(List.of(), log);
  }

  @Test
  void notInAFileBesideTheDatabase() throws SQLException, IOException {
    execute("alter table claviger_secret alter column verifiers varchar(10)");
    assertThrows(StoreException.class, () -> store.commit(creation));
    database.close();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(content.contains(SECRET), file.toString());
      }
    }
  }

  private void assertSilent(Throwable thrown) {
    StringWriter all = new StringWriter();
    thrown.printStackTrace(new PrintWriter(all, true));
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException error) {
        for (SQLException e = error; e != null; e = e.getNextException()) {
          all.append(e.toString());
        }
      }
    }
    assertFalse(all.toString().contains(SECRET), all.toString());
  }

  private StoredApiKey keyWith(String verifier) {
    StoredSecret secret =
        new StoredSecret(samples.secret().info(), List.of(new Verifier(verifier)));
    return samples.key(organization.id()).with(List.of(secret));
  }

  private Connection transaction() throws SQLException {
    Connection connection = database.dataSource().getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      execute(connection, sql);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
