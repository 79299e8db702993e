package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.StoreException;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.jdbc.databases.JdbcProxies;
import io.claviger.store.jdbc.databases.MemoryDatabase;
import io.claviger.store.jdbc.databases.SkippingTicker;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A connection dies at COMMIT: the outcome is settled, or reported as unknown. */
@Timeout(60)
final class SettlementTest {
  private final MemoryDatabase database = MemoryDatabase.create();
  private final JdbcStore healthy = store(database.dataSource());
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final StoredApiKey key = samples.key(organization.id());
  private final OrganizationChange change = samples.update(organization, KeyChanges.create(key));
  private final Organization born = samples.organization();
  private final StoredApiKey firstKey = samples.key(born.id());
  private final OrganizationChange creation = samples.creation(born, firstKey);

  @BeforeEach
  void create() {
    assertTrue(healthy.commit(samples.creation(organization)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatWasCommittedIsTrue() {
    assertTrue(dyingAfterCommit(() -> {}).commit(change));
    assertTrue(isMade(change));
    assertTrue(dyingAfterCommit(() -> {}).commit(creation));
    assertTrue(isMade(creation));
  }

  @Test
  void whatWasNotCommittedIsFalse() {
    assertFalse(dyingBeforeCommit(() -> {}).commit(change));
    assertFalse(isMade(change));
    assertTrue(healthy.commit(change), "nothing of it was left behind");
  }

  /** PostgreSQL warns if the synchronous standby may lack what was committed. */
  @Test
  void aWarningAtCommitIsLookedInto() {
    assertEquals(2, commitsOf(change, "01000"), "the search commits too");
    OrganizationChange next = samples.update(change.organization(), KeyChanges.none());
    assertEquals(1, commitsOf(next, "00000"), "a notice means nothing");
  }

  /** Returns how many commits a change needs if the first one warns with this SQLState. */
  private int commitsOf(OrganizationChange warned, String state) {
    AtomicInteger commits = new AtomicInteger();
    DataSource warning =
        JdbcProxies.connections(
            database.dataSource(),
            raw ->
                (method, arguments, call) -> {
                  if (method.equals("commit")) {
                    commits.incrementAndGet();
                  }
                  return method.equals("getWarnings") && commits.get() == 1
                      ? new SQLWarning("from a test", state)
                      : call.proceed();
                });
    assertTrue(store(warning).commit(warned));
    return commits.get();
  }

  /** On a cluster, a lost commit may arrive after the search for it. */
  @Test
  void whatArrivesAfterTheSearchIsTrue() {
    AtomicInteger commits = new AtomicInteger();
    DataSource losingOnce =
        JdbcProxies.connections(
            database.dataSource(),
            raw ->
                (method, arguments, call) -> {
                  if (method.equals("commit") && commits.incrementAndGet() == 1) {
                    raw.rollback();
                    throw lost();
                  }
                  boolean guards =
                      method.equals("prepareStatement")
                          && ((String) arguments[0]).startsWith("update claviger_organization");
                  if (guards && commits.get() == 1) {
                    assertTrue(healthy.commit(change), "arrives");
                    commits.incrementAndGet();
                  }
                  return call.proceed();
                });
    assertTrue(store(losingOnce).commit(change));
    assertTrue(isMade(change));
  }

  /** False would mean that its id is taken. */
  @Test
  void aCreationThatLostARaceIsTriedOnceMore() {
    AtomicInteger commits = new AtomicInteger();
    DataSource refusingOnce =
        replacingCommit(
            raw -> {
              if (commits.incrementAndGet() == 1) {
                throw new SQLException("deadlock", "40001", 40001);
              }
              raw.commit();
            });
    assertTrue(store(refusingOnce).commit(creation));
    assertEquals(2, commits.get());
    assertTrue(isMade(creation));
  }

  /** The organization was not created, and its id is not taken. */
  @Test
  void aCreationThatCannotBeCommittedIsAnError() {
    assertThrows(StoreException.class, () -> dyingBeforeCommit(() -> {}).commit(creation));
    assertFalse(isMade(creation));
    assertTrue(healthy.commit(creation), "nothing of it was left behind");
  }

  @Test
  void whatOthersDidMeanwhileIsNotMistakenForIt() {
    OrganizationChange rival = samples.update(organization, KeyChanges.none());
    assertFalse(dyingBeforeCommit(() -> assertTrue(healthy.commit(rival))).commit(change));
    OrganizationChange namesake = samples.creation(samples.moved(born));
    assertFalse(dyingBeforeCommit(() -> assertTrue(healthy.commit(namesake))).commit(creation));
  }

  @Test
  void itIsFoundUnderLaterChanges() {
    OrganizationChange later =
        samples.update(change.organization(), KeyChanges.delete(key.key().id()));
    assertTrue(dyingAfterCommit(() -> assertTrue(healthy.commit(later))).commit(change));
  }

  @Test
  void anErrorThatSaysRolledBackNeedsNoSearch() {
    AtomicInteger connections = new AtomicInteger();
    DataSource refusing =
        replacingCommit(
            raw -> {
              connections.incrementAndGet();
              throw new SQLException("deadlock", "40001", 40001);
            });
    assertFalse(store(refusing).commit(change));
    assertEquals(3, connections.get(), "tries, each on one connection");
  }

  @Test
  void whileTheTransactionMayBeOpenTheOutcomeIsUnknown() throws SQLException {
    AtomicReference<Connection> server = new AtomicReference<>();
    OutcomeUnknownException unknown =
        assertThrows(OutcomeUnknownException.class, () -> halfOpen(server).commit(change));
    assertEquals(Set.of(key.key().id()), unknown.mayExist());
    server.get().commit();
    assertTrue(isMade(change), "false would have been a lie");
  }

  @Test
  void whileACreationMayBeOpenItsOutcomeIsUnknown() throws SQLException {
    AtomicReference<Connection> server = new AtomicReference<>();
    OutcomeUnknownException unknown =
        assertThrows(OutcomeUnknownException.class, () -> halfOpen(server).commit(creation));
    assertEquals(Set.of(firstKey.key().id()), unknown.mayExist());
    server.get().commit();
    assertTrue(isMade(creation), "false would have been a lie");
  }

  @Test
  void aCommitThatArrivesLateIsWaitedFor() throws Exception {
    for (OrganizationChange late : new OrganizationChange[] {change, creation}) {
      AtomicReference<Connection> server = new AtomicReference<>();
      JdbcStore store = halfOpen(server);
      CompletableFuture<Boolean> outcome = CompletableFuture.supplyAsync(() -> store.commit(late));
      awaitSearch(server, outcome);
      server.get().commit();
      assertTrue(outcome.get());
    }
  }

  /** A data source may report it in its own way. */
  static List<Exception> absences() {
    return List.of(lost(), new IllegalStateException("from a test"));
  }

  @ParameterizedTest
  @MethodSource("absences")
  void aDatabaseThatStaysAwayLeavesItUnknown(Exception absence) {
    AtomicBoolean dead = new AtomicBoolean();
    DataSource dying =
        replacingCommit(
            raw -> {
              dead.set(true);
              throw lost();
            });
    DataSource unreachable =
        JdbcProxies.wrap(
            DataSource.class,
            dying,
            (method, arguments, call) -> {
              if (dead.get()) {
                throw absence;
              }
              return call.proceed();
            });
    OutcomeUnknownException unknown =
        assertThrows(OutcomeUnknownException.class, () -> store(unreachable).commit(change));
    assertEquals(Set.of(key.key().id()), unknown.mayExist());
    assertEquals("08006", ((SQLException) unknown.getCause()).getSQLState());
  }

  @Test
  void anInterruptedThreadGetsItsAnswerToo() {
    JdbcStore store = dyingAfterCommit(() -> Thread.currentThread().interrupt());
    assertTrue(store.commit(change));
    assertTrue(Thread.interrupted());
  }

  private JdbcStore dyingAfterCommit(Runnable then) {
    return store(
        replacingCommit(
            raw -> {
              raw.commit();
              then.run();
              throw lost();
            }));
  }

  private JdbcStore dyingBeforeCommit(Runnable then) {
    return store(
        replacingCommit(
            raw -> {
              raw.rollback();
              then.run();
              throw lost();
            }));
  }

  /** Replaces the commits of changes, and not those of the search. */
  private DataSource replacingCommit(Committing committing) {
    return JdbcProxies.connections(
        database.dataSource(),
        raw -> {
          AtomicBoolean changes = new AtomicBoolean();
          return (method, arguments, call) -> {
            if (method.equals("prepareStatement")
                && ((String) arguments[0]).startsWith("insert into claviger_audit_event")) {
              changes.set(true);
            }
            if (method.equals("commit") && changes.get()) {
              committing.commit(raw);
              return null;
            }
            return call.proceed();
          };
        });
  }

  /** Breaks the connection for the client, while the server keeps the transaction open. */
  private JdbcStore halfOpen(AtomicReference<Connection> server) {
    Set<String> unheard = Set.of("commit", "rollback", "abort", "close");
    return store(
        JdbcProxies.connections(
            database.dataSource(),
            raw ->
                (method, arguments, call) -> {
                  if (method.equals("commit")) {
                    server.compareAndSet(null, raw);
                  }
                  if (server.get() == raw && unheard.contains(method)) {
                    throw lost();
                  }
                  return call.proceed();
                }));
  }

  /** Waits until a statement of the search waits for the lock, or until the search has ended. */
  private void awaitSearch(AtomicReference<Connection> server, CompletableFuture<Boolean> outcome)
      throws SQLException {
    String searching =
        """
        select 1 from information_schema.sessions
         where session_id <> session_id()
           and (executing_statement like '%insert into claviger_organization%'
             or executing_statement like '%select id from claviger_organization%for update%')
        """;
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      boolean found = false;
      while (!found && !outcome.isDone()) {
        Thread.onSpinWait();
        try (ResultSet result = statement.executeQuery(searching)) {
          found = server.get() != null && result.next();
        }
      }
    }
  }

  private boolean isMade(OrganizationChange made) {
    OrganizationId id = made.organization().id();
    return Map.of(id, OrganizationVersion.of(made.organization().revision()))
        .equals(healthy.revisions(Set.of(id)));
  }

  private static SQLException lost() {
    return new SQLException("the connection was lost", "08006");
  }

  /** Creates a store whose pauses pass at once, so that it gives up after a few. */
  private static JdbcStore store(DataSource dataSource) {
    return new JdbcStore(dataSource, AutoCommit.ON, new SkippingTicker());
  }

  /** Replaces a commit. */
  @FunctionalInterface
  private interface Committing {
    void commit(Connection raw) throws SQLException;
  }
}
