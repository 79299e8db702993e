package io.claviger.store.jdbc.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.testing.process.ChildJvm;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The version of H2 that comes with the store keeps what was committed also where it writes into
 * space of the file that was used before: 2.5.252 does not, and loses the newest commits of a
 * killed process.
 */
class ReusedSpaceTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 20})
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void everyCommitIsThere(int commits) throws Exception {
    Path file = folder.resolve("keys");
    Process writer = ChildJvm.start(HaltedWriter.class, file.toString(), Integer.toString(commits));
    assertTrue(writer.waitFor(50, TimeUnit.SECONDS));
    assertEquals(0, writer.exitValue());

    try (Connection connection = DriverManager.getConnection(EmbeddedDatabase.url(file));
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from confirmed")) {
      count.next();
      assertEquals(commits, count.getInt(1));
    }
  }
}
