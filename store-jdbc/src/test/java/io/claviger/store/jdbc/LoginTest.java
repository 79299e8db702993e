package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.migrated;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mysql.cj.jdbc.MysqlDataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.model.StoreException;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database that refuses the connection is a fault, although the pool reports a time-out. */
final class LoginTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Servers servers;

  LoginTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase
  void anUnknownUserIsAFault(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    if (dataSource instanceof JdbcDataSource h2) {
      h2.setUser("nobody");
    } else if (dataSource instanceof PGSimpleDataSource postgres) {
      postgres.setUser("nobody");
    } else if (dataSource instanceof MysqlDataSource mysql) {
      mysql.setUser("nobody");
    } else {
      ((MariaDbDataSource) dataSource).setUser("nobody");
    }
    assertRefused(dataSource);
  }

  @EachDatabase
  void anUnknownDatabaseIsAFault(TestDatabase database) throws SQLException {
    DataSource dataSource = servers.freshDatabase(database);
    if (dataSource instanceof JdbcDataSource h2) {
      h2.setURL("jdbc:h2:mem:nowhere;IFEXISTS=TRUE");
    } else if (dataSource instanceof PGSimpleDataSource postgres) {
      postgres.setDatabaseName("nowhere");
    } else if (dataSource instanceof MysqlDataSource mysql) {
      mysql.setUrl(mysql.getUrl().replaceFirst("/test_\\d+\\?", "/nowhere?"));
    } else {
      MariaDbDataSource mariaDb = (MariaDbDataSource) dataSource;
      mariaDb.setUrl(mariaDb.getUrl().replaceFirst("/test_\\d+\\?", "/nowhere?"));
    }
    assertRefused(dataSource);
  }

  @Test
  void aPoolThatIsClosedIsNamed() throws SQLException {
    HikariDataSource pool = pool(servers.freshDatabase(TestDatabase.H2));
    pool.close();
    StoreException refusal =
        assertThrows(StoreException.class, () -> new JdbcApiKeyStore(pool).check());
    assertEquals(StoreException.Kind.FAULT, refusal.kind());
    String message = refusal.getMessage();
    assertTrue(message.contains("a closed pool"), message);
    assertFalse(message.contains("null"), message);
  }

  /** Connects through a pool, which reports a time-out, and directly. */
  private static void assertRefused(DataSource dataSource) {
    try (HikariDataSource pool = pool(dataSource)) {
      assertRefused(() -> new JdbcApiKeyStore(pool).check());
    }
    assertRefused(() -> Schema.migrate(dataSource));
    assertRefused(() -> new JdbcApiKeyStore(dataSource).check());
  }

  private static void assertRefused(Executable call) {
    StoreException refusal = assertThrows(StoreException.class, call);
    String message = refusal.getMessage();
    assertEquals(StoreException.Kind.FAULT, refusal.kind(), message);
    assertTrue(message.contains("the database refused the connection (error "), message);
    assertTrue(
        message.contains("correct the user, the password or the name of the database"), message);
  }

  private static HikariDataSource pool(DataSource dataSource) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(dataSource);
    config.setConnectionTimeout(2_000);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }
}
