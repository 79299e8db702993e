package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.spi.Ticker;
import io.claviger.store.jdbc.databases.JdbcProxies;
import io.claviger.store.jdbc.databases.MemoryDatabase;
import io.claviger.store.tck.Samples;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An exception of the pool when it gets a connection back does not lose the result. */
final class FailedCloseTest {
  private final MemoryDatabase database = MemoryDatabase.create();
  private final Samples samples = new Samples();

  @AfterEach
  void close() {
    database.close();
  }

  static List<Exception> errors() {
    return List.of(new SQLException("from a test"), new IllegalStateException("from a test"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void ofAPool(Exception kind) {
    assertAnswers(new JdbcStore(failing(kind), AutoCommit.ON, Ticker.system()));
  }

  private void assertAnswers(JdbcStore store) {
    Organization organization = samples.organization();
    assertTrue(store.commit(samples.creation(organization)));
    assertEquals(
        organization, store.read(organization.id(), Set.of()).orElseThrow().organization());
  }

  private DataSource failing(Exception kind) {
    return JdbcProxies.connections(
        database.dataSource(),
        raw ->
            (method, arguments, call) -> {
              if (method.equals("close")) {
                raw.close();
                throw kind;
              }
              return call.proceed();
            });
  }
}
