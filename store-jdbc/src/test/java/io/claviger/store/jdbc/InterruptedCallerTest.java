package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.StoreException;
import io.claviger.spi.Ticker;
import io.claviger.store.jdbc.databases.MemoryDatabase;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An interrupted thread keeps its flag, also after it waited. */
@Timeout(30)
final class InterruptedCallerTest {
  private final MemoryDatabase database = MemoryDatabase.create();
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

  private void lendAll() throws SQLException {
    for (int i = 0; i < MemoryDatabase.CONNECTIONS; i++) {
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
