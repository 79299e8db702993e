package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.StoreException;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.LookupSecret;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.Ticker;
import io.claviger.store.jdbc.databases.JdbcProxies;
import io.claviger.store.jdbc.databases.MemoryDatabase;
import io.claviger.store.tck.Samples;
import java.sql.PreparedStatement;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LookupQueryTest {
  private static final int REFUSED = 13;

  private final MemoryDatabase database = MemoryDatabase.create();
  private final List<Integer> timeouts = new ArrayList<>();
  private final Jdbi jdbi = Jdbi.create(notingTimeouts(database.dataSource()));
  private final JdbcStore store = new JdbcStore(jdbi, AutoCommit.ON, Ticker.system());
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final StoredApiKey key =
      samples.key(organization.id()).with(List.of(samples.secret(), samples.secret()));
  private final List<LookupSecret> secrets = key.secrets().stream().map(LookupSecret::of).toList();

  private int closed;

  @BeforeEach
  void create() {
    assertTrue(store.commit(samples.creation(organization, key)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void secretsAreInTheOrderOfTheirPositions() {
    assertEquals(secrets, find());
    jdbi.useHandle(handle -> handle.execute("update claviger_secret set position = 1 - position"));
    assertEquals(List.of(secrets.get(1), secrets.get(0)), find());
  }

  @Test
  void theTimeoutOfTheHostsJdbiHolds() {
    assertEquals(secrets, find());
    assertEquals(List.of(), timeouts);
    jdbi.getConfig(SqlStatements.class).setQueryTimeout(7);
    assertEquals(secrets, find());
    assertEquals(List.of(7), timeouts);
    assertTrue(store.commit(samples.update(organization, KeyChanges.none())));
    assertEquals(List.of(7, 7, 7), timeouts);
  }

  @Test
  void aStatementIsClosedThatTakesNoTimeout() {
    jdbi.getConfig(SqlStatements.class).setQueryTimeout(REFUSED);
    closed = 0;
    assertThrows(StoreException.class, this::find);
    assertEquals(List.of(REFUSED), timeouts);
    assertEquals(1, closed);
  }

  private List<LookupSecret> find() {
    return store.findByPublicKey(key.key().publicKey()).orElseThrow().secrets();
  }

  private DataSource notingTimeouts(DataSource inner) {
    return JdbcProxies.connections(
        inner,
        raw ->
            (method, arguments, call) -> {
              Object result = call.proceed();
              return result instanceof PreparedStatement statement ? noting(statement) : result;
            });
  }

  private PreparedStatement noting(PreparedStatement statement) {
    return JdbcProxies.wrap(
        PreparedStatement.class,
        statement,
        (method, arguments, call) -> {
          if (method.equals("setQueryTimeout")) {
            timeouts.add((Integer) arguments[0]);
            if (arguments[0].equals(REFUSED)) {
              throw new SQLFeatureNotSupportedException("no such timeout");
            }
          }
          closed += method.equals("close") ? 1 : 0;
          return call.proceed();
        });
  }
}
