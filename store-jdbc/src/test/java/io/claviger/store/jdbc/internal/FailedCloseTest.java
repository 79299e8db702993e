package io.claviger.store.jdbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.spi.Ticker;
import io.claviger.store.jdbc.AutoCommit;
import io.claviger.store.tck.Samples;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a pool throws when it gets a connection back takes no answer from the caller. */
final class FailedCloseTest {
  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final Samples samples = new Samples();

  @AfterEach
  void close() {
    database.close();
  }

  static List<Exception> troubles() {
    return List.of(new SQLException("from a test"), new IllegalStateException("from a test"));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void ofAPool(Exception trouble) {
    assertAnswers(new JdbcStore(failing(trouble), AutoCommit.ON, Ticker.system()));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void ofJdbi(Exception trouble) {
    assertAnswers(new JdbcStore(Jdbi.create(failing(trouble)), AutoCommit.ON, Ticker.system()));
  }

  private void assertAnswers(JdbcStore store) {
    Organization organization = samples.organization();
    assertTrue(store.commit(samples.creation(organization)));
    assertEquals(
        organization, store.read(organization.id(), Set.of()).orElseThrow().organization());
  }

  private DataSource failing(Exception trouble) {
    return JdbcProxies.connections(
        database.dataSource(),
        raw ->
            (method, arguments, call) -> {
              if (method.equals("close")) {
                raw.close();
                throw trouble;
              }
              return call.proceed();
            });
  }
}
