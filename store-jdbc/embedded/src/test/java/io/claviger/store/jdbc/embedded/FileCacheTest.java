package io.claviger.store.jdbc.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The part of a file that H2 keeps in memory. */
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
    EmbeddedApiKeyStore.open(file()).close();
    try (Connection plain = DriverManager.getConnection(EmbeddedDatabase.url(file()))) {
      assertEquals(FileCache.usual().bytes() / MEGABYTE, info(plain, "CACHE_MAX_SIZE"));
    }
  }

  @Test
  void whoIsRefusedSinceTheFileIsOpenLeavesTheLimitAlone() throws SQLException {
    try (EmbeddedDatabase database = open(40)) {
      assertThrows(StoreException.class, () -> open(1));
      try (Connection another = database.dataSource().getConnection();
          Connection more = database.dataSource().getConnection()) {
        assertEquals(40, info(another, "CACHE_MAX_SIZE"));
        assertEquals(40, info(more, "CACHE_MAX_SIZE"));
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
    try (Connection connection = database.dataSource().getConnection()) {
      return info(connection, name);
    }
  }

  /** Returns the setting in megabytes. */
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
