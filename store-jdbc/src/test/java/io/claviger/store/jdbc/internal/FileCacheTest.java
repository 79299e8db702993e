package io.claviger.store.jdbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.StoreException;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What H2 keeps in memory of a file. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FileCacheTest {
  private static final long MEGABYTE = 1 << 20;

  @TempDir Path folder;

  @Test
  void anEighthOfTheHeapIsUsualOrWhatH2TakesIfThereIsSoMuch() {
    assertEquals(750 * MEGABYTE, FileCache.usual(6_000 * MEGABYTE));
    assertEquals(16 * MEGABYTE, FileCache.usual(100 * MEGABYTE));
    assertEquals(10 * MEGABYTE, FileCache.usual(20 * MEGABYTE));
    assertEquals(Integer.MAX_VALUE * 1024L, FileCache.usual(Long.MAX_VALUE));
  }

  @Test
  void theLimitIsTheOneThatWasSaidLast() throws SQLException {
    for (long megabytes : new long[] {1, 40, 3}) {
      try (EmbeddedDatabase database = open(megabytes)) {
        assertEquals(megabytes, info(database, "CACHE_MAX_SIZE"));
      }
    }
  }

  @Test
  void aStoreTakesTheUsualLimit() throws SQLException {
    open(1).close();
    JdbcApiKeyStore.open(file()).close();
    try (Connection plain = DriverManager.getConnection(EmbeddedDatabase.url(file()))) {
      assertEquals(FileCache.usual().bytes() / MEGABYTE, info(plain, "CACHE_MAX_SIZE"));
    }
  }

  @Test
  void whoIsRefusedSinceTheFileIsOpenLeavesTheLimitAlone() throws SQLException {
    try (EmbeddedDatabase database = open(40)) {
      assertThrows(StoreException.class, () -> open(1));
      try (Connection another = database.connection();
          Connection more = database.connection()) {
        assertEquals(40, info(another, "CACHE_MAX_SIZE"));
        assertEquals(40, info(more, "CACHE_MAX_SIZE"));
      }
    }
  }

  @Test
  void aNewConnectionThrowsNothingAway() throws SQLException {
    try (EmbeddedDatabase database = open(40)) {
      try (Connection connection = database.connection();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "create table filler as select x, space(1000) as text from system_range(1, 8000)");
        statement.execute("checkpoint sync");
        statement.executeQuery("select max(length(text)) from filler").close();
        assertTrue(info(connection, "CACHE_SIZE") > 1);
      }
      try (Connection fresh = DriverManager.getConnection(EmbeddedDatabase.url(file()))) {
        assertTrue(info(fresh, "CACHE_SIZE") > 1);
      }
    }
  }

  private EmbeddedDatabase open(long megabytes) {
    return EmbeddedDatabase.inFile(file(), new FileCache(megabytes * MEGABYTE));
  }

  private Path file() {
    return folder.resolve("keys");
  }

  private static long info(EmbeddedDatabase database, String name) throws SQLException {
    try (Connection connection = database.connection()) {
      return info(connection, name);
    }
  }

  /** In megabytes. */
  private static long info(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet setting =
            statement.executeQuery(
                "select setting_value from information_schema.settings"
                    + " where setting_name = 'info."
                    + name
                    + "'")) {
      assertTrue(setting.next());
      return setting.getLong(1);
    }
  }
}
