package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.store.jdbc.databases.JdbcProxies;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A database that resembles a supported one, but locks other rows. */
class UnsupportedDatabaseTest {
  private final DataSource oracle = calling(h2(), "Oracle");

  @Test
  void isRefusedByWhateverReachesItFirst() throws SQLException {
    assertRefused(() -> new JdbcApiKeyStore(oracle).findByPublicKey(new PublicKey("qwertyui")));
    assertRefused(() -> new JdbcApiKeyStore(oracle).check());
    assertRefused(() -> Schema.migrate(oracle));
    try (Connection transaction = Checks.transaction(oracle)) {
      assertRefused(() -> JdbcApiKeyStore.within(transaction));
      transaction.rollback();
    }
  }

  private static void assertRefused(Executable call) {
    StoreException refusal = assertThrows(StoreException.class, call);
    assertEquals(StoreException.Kind.FAULT, refusal.kind());
    assertTrue(
        refusal.getMessage().contains("Oracle is not supported; use H2"), refusal.getMessage());
  }

  private static DataSource h2() {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL("jdbc:h2:mem:" + UUID.randomUUID());
    return h2;
  }

  private static DataSource calling(DataSource database, String product) {
    return JdbcProxies.connections(
        database,
        connection ->
            (method, arguments, call) -> {
              Object result = call.proceed();
              return result instanceof DatabaseMetaData described
                  ? calling(described, product)
                  : result;
            });
  }

  private static DatabaseMetaData calling(DatabaseMetaData described, String product) {
    return JdbcProxies.wrap(
        DatabaseMetaData.class,
        described,
        (method, arguments, call) ->
            method.equals("getDatabaseProductName") ? product : call.proceed());
  }
}
