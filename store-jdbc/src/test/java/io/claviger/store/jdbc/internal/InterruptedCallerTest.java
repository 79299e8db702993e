package io.claviger.store.jdbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.StoreException;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.Ticker;
import io.claviger.store.jdbc.AutoCommit;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An interrupted thread keeps its flag, whatever it waits for. */
@Timeout(30)
final class InterruptedCallerTest {
  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final JdbcStore store =
      new JdbcStore(database.dataSource(), AutoCommit.ON, Ticker.system());
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final List<Connection> lent = new ArrayList<>();

  @AfterEach
  void close() throws SQLException {
    giveBack();
    database.close();
  }

  @Test
  void isToldThatAllConnectionsAreLent() throws SQLException {
    lendAll();
    Thread.currentThread().interrupt();
    StoreException reading =
        assertThrows(StoreException.class, () -> store.read(organization.id(), Set.of()));
    assertTrue(Thread.currentThread().isInterrupted());
    StoreException writing =
        assertThrows(StoreException.class, () -> store.commit(samples.creation(organization)));
    assertTrue(Thread.interrupted());
    assertEquals(StoreException.Kind.UNREACHABLE, reading.kind());
    assertEquals(StoreException.Kind.UNREACHABLE, writing.kind());
    giveBack();
    assertTrue(store.commit(samples.creation(organization)));
  }

  /** H2 takes an interrupt for the end of the wait, and drops the flag. */
  @Test
  void waitsForALockAsAnybody() throws SQLException {
    assertTrue(store.commit(samples.creation(organization)));
    Connection rival = database.dataSource().getConnection();
    lent.add(rival);
    rival.setAutoCommit(false);
    try (Statement statement = rival.createStatement()) {
      statement.execute("update claviger_organization set name = name");
    }
    CompletableFuture<Void> release =
        CompletableFuture.runAsync(() -> rollBackOnceWaitedFor(rival));
    Thread.currentThread().interrupt();
    assertTrue(store.commit(samples.update(organization, KeyChanges.none())));
    assertTrue(Thread.interrupted());
    release.join();
  }

  private static void rollBackOnceWaitedFor(Connection rival) {
    String waiting = "select 1 from information_schema.sessions where blocker_id = session_id()";
    try (Statement statement = rival.createStatement()) {
      boolean waitedFor = false;
      while (!waitedFor && !Thread.currentThread().isInterrupted()) {
        try (ResultSet result = statement.executeQuery(waiting)) {
          waitedFor = result.next();
        }
      }
      rival.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void lendAll() throws SQLException {
    for (int i = 0; i < EmbeddedDatabase.CONNECTIONS; i++) {
      lent.add(database.dataSource().getConnection());
    }
  }

  private void giveBack() throws SQLException {
    for (Connection connection : lent) {
      connection.close();
    }
    lent.clear();
  }
}
