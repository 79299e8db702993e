package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.execute;
import static io.claviger.store.jdbc.Checks.migrated;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The statements of docs/production.md that count the secrets under a pepper. */
final class PepperCountsTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Servers servers;

  PepperCountsTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase
  void anImportedHashIsUnderNoPepper(TestDatabase database) throws Exception {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    StoredKeys.load(dataSource);
    assertEquals(
        List.of(3L, 2L), counts(dataSource)); // one of the three also has a second verifier

    become(dataSource, "imported$hmac-sha256$1$$$1271e85513d1388ab6fb3bf6247b1568");
    assertEquals(List.of(0L, 5L), counts(dataSource));
    become(dataSource, "imported$sha256$$$1271e85513d1388ab6fb3bf6247b1568");
    assertEquals(List.of(0L, 5L), counts(dataSource));
    become(dataSource, "hmac-sha256$2$Z_DwMEyQ\ndigest$1$MD5$AAAA");
    assertEquals(List.of(5L, 0L), counts(dataSource));
    become(dataSource, "sha256$q7Rk2vXw$7Jvp\nhmac-sha256$1$Z_DwMEyQ");
    assertEquals(List.of(5L, 0L), counts(dataSource));
    become(dataSource, "hmac-sha256$10$Z_DwMEyQ");
    assertEquals(List.of(0L, 0L), counts(dataSource));
  }

  private static void become(DataSource dataSource, String verifiers) throws SQLException {
    execute(dataSource, "update claviger_secret set verifiers = '" + verifiers + "'");
  }

  private static List<Long> counts(DataSource dataSource) throws IOException, SQLException {
    List<Long> counts = new ArrayList<>();
    try (InputStream file = PepperCountsTest.class.getResourceAsStream("/peppers.sql");
        Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      boolean mySql = connection.getMetaData().getDatabaseProductName().equals("MySQL");
      for (String sql : statements(file)) {
        String own = mySql ? sql.replace("chr(", "char(") : sql;
        try (ResultSet result = statement.executeQuery(own)) {
          result.next();
          counts.add(result.getLong(1));
        }
      }
    }
    return counts;
  }

  private static List<String> statements(InputStream file) throws IOException {
    String sql = new String(file.readAllBytes(), UTF_8);
    return Stream.of(sql.split(";", -1)).filter(each -> !each.isBlank()).toList();
  }
}
