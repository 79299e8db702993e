package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.model.StoreException;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.VerifierReplacement;
import io.claviger.store.jdbc.databases.JdbcProxies;
import io.claviger.store.jdbc.databases.MemoryDatabase;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Usage batches and replacements if the database refuses COMMIT or an earlier statement. */
final class UsageOutcomeTest {
  private final MemoryDatabase database = MemoryDatabase.create();
  private final Jdbi jdbi = Jdbi.create(database.dataSource());
  private final JdbcStore healthy =
      new JdbcStore(database.dataSource(), AutoCommit.ON, Ticker.system());
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final StoredApiKey key = samples.key(organization.id());
  private final List<UsageCount> batch = List.of(samples.use(key, samples.instant()));
  private final VerifierReplacement replacement = samples.replacement(key);

  @BeforeEach
  void create() {
    assertTrue(healthy.commit(samples.creation(organization, key)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aCommitThatWasRolledBackAddsNothing() {
    JdbcStore refused =
        committing(
            raw -> {
              throw new SQLException("deadlock", "40001", 40001);
            });
    assertKind(StoreException.Kind.UNREACHABLE, () -> refused.add(batch));
    assertKind(StoreException.Kind.UNREACHABLE, () -> refused.replace(replacement));
    assertEquals(0, counted());
    assertTrue(healthy.replace(replacement), "it was not made before");
  }

  @Test
  void anErrorBeforeTheCommitAddsNothing() {
    jdbi.useHandle(
        handle ->
            handle.execute("alter table claviger_usage add check (kind = 'key' or use_count = 0)"));
    assertKind(StoreException.Kind.FAULT, () -> healthy.add(batch));
    assertEquals(0, counted());
  }

  @Test
  void aTransactionOfTheApplicationCountsAndReplacesNothing() throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      JoinedStore joined = JoinedStore.in(connection);
      assertKind(StoreException.Kind.FAULT, () -> joined.add(batch));
      assertTrue(joined.extensions().verifiers().isEmpty());
    }
  }

  private void assertKind(StoreException.Kind kind, Executable call) {
    assertEquals(kind, assertThrows(StoreException.class, call).kind());
  }

  private long counted() {
    ApiKeyId id = key.key().id();
    return healthy.usage(organization.id(), Set.of(id)).get(id).key().count();
  }

  private JdbcStore committing(Committing committing) {
    return new JdbcStore(
        JdbcProxies.connections(
            database.dataSource(),
            raw ->
                (method, arguments, call) -> {
                  if (method.equals("commit")) {
                    committing.commit(raw);
                    return null;
                  }
                  return call.proceed();
                }),
        AutoCommit.ON,
        Ticker.system());
  }

  /** Replaces a commit. */
  @FunctionalInterface
  private interface Committing {
    void commit(Connection raw) throws SQLException;
  }
}
