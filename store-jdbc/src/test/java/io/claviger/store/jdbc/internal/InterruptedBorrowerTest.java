package io.claviger.store.jdbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Organization;
import io.claviger.StoreException;
import io.claviger.Ticker;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All connections are lent out. */
@Timeout(30)
final class InterruptedBorrowerTest {
  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final JdbcStore store =
      new JdbcStore(Jdbi.create(database.dataSource()), Ticker.system());
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final List<Connection> lent = new ArrayList<>();

  @AfterEach
  void close() throws SQLException {
    giveBack();
    database.close();
  }

  @Test
  void isToldSoAndKeepsItsFlag() throws SQLException {
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
