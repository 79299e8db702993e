package io.claviger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.spi.store.ApiKeyStore;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The program on PostgreSQL, with a user that has a password. */
class PostgresProcessTest extends ImportContract {
  private static final String PASSWORD = "correct horse";

  private static EmbeddedPostgres server;

  @BeforeAll
  static void startServer() throws Exception {
    server =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofMinutes(1))
            // The default of the tests' server would lose commits, and the store refuses it.
            .setServerConfig("synchronous_commit", "on")
            .start();
    execute("create user operator password '" + PASSWORD + "'");
    requirePassword();
  }

  /** The tests' server lets everybody in, so the rule for this user comes first. */
  private static void requirePassword() throws Exception {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet shown = statement.executeQuery("show hba_file")) {
      shown.next();
      Path rules = Path.of(shown.getString(1));
      Files.writeString(rules, "host all operator all scram-sha-256\n" + Files.readString(rules));
    }
    execute("select pg_reload_conf()");
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @AfterEach
  void dropTables() throws Exception {
    execute("drop schema operator cascade");
  }

  @Override
  List<String> store() throws Exception {
    execute("create schema if not exists operator authorization operator");
    Path password = folder.resolve("password");
    Files.writeString(password, PASSWORD + "\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    return List.of("--url", url(), "--user", "operator", "--password-file", password.toString());
  }

  /** One process is enough, since each kind of command is one on H2. */
  @Override
  int wordsOfAProcess() {
    return 0;
  }

  @Override
  void inTheApplication(Consumer<ApiKeyStore> use) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(server.getJdbcUrl("postgres", "postgres"));
    source.setCurrentSchema("operator");
    use.accept(new JdbcApiKeyStore(source));
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "--all"})
  void eventsAreFollowedUntilTheReaderLeaves(String which) throws Exception {
    ok(
        "organizations",
        "create",
        "Acme",
        "--id",
        "acme",
        "--no-pepper",
        "--secret-file",
        folder.resolve("owner" + which).toString());
    Path err = folder.resolve("err");
    Process process = CliProcess.start(err, arguments("events", which, "--follow"));
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      assertTrue(lines.readLine().contains("ORGANIZATION_CREATED"));
      assertTrue(lines.readLine().contains("API_KEY_CREATED"));
      ok(
          "keys",
          "create",
          "acme",
          "--description",
          "second",
          "--role",
          "ORG_READ_ONLY",
          "--no-pepper",
          "--secret-file",
          folder.resolve("second" + which).toString());
      assertTrue(lines.readLine().contains("second"));
      ok("keys", "list", "acme");
    } finally {
      process.destroy();
      process.waitFor();
    }
    assertEquals("", Files.readString(err));
  }

  @Test
  void aDatabaseThatCannotBeUsedIsNamedInOneLine() throws Exception {
    Path wrong = Files.writeString(folder.resolve("wrong"), "battery staple");
    assertUnavailable("--url", url(), "--user", "operator", "--password-file", wrong.toString());
    assertUnavailable("--url", "jdbc:postgresql://127.0.0.1:1/postgres");
    execute("drop table operator.claviger_secret cascade");
    Run run = run("", "check");
    assertEquals(4, run.code(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  private static void assertUnavailable(String... store) throws Exception {
    List<String> command = new ArrayList<>(List.of(store));
    command.addAll(List.of("organizations", "list"));
    Run run = CliProcess.run("", command);
    assertEquals(4, run.code(), run.err());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertFalse(run.err().contains("battery staple"));
  }

  private static String url() {
    return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
