package io.claviger.store.jdbc.databases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * The installed MariaDB server on a data folder of its own, as an unprivileged user; a fresh
 * database for each test.
 */
final class MariaDbServer implements KillableServer {
  private static final String UPTIME =
      "select variable_value from information_schema.global_status where variable_name = 'UPTIME'";

  private final int port;
  private final String urlOptions;
  private final AtomicInteger databases = new AtomicInteger();
  private final ServerProcess process;

  private MariaDbServer(List<String> command, Path folder, int port, String urlOptions)
      throws IOException {
    this.port = port;
    this.urlOptions = urlOptions;
    this.process =
        ServerProcess.start(folder, command, () -> ServerProcess.requireSeconds(ask(UPTIME)));
  }

  /** Returns whether the server is installed. */
  static boolean isInstalled() {
    return find("mariadbd").isPresent() && find("mariadb-install-db").isPresent();
  }

  /** Creates a data folder and starts the server on a free port of the loopback interface. */
  static MariaDbServer start() throws IOException {
    return start(List.of(), "");
  }

  /** Does the same with more options for the server and for the URL of its databases. */
  static MariaDbServer start(List<String> options, String urlOptions) throws IOException {
    Path folder = ServerProcess.newFolder("mariadb");
    List<String> user = List.of();
    if (ServerProcess.isRoot()) {
      ServerProcess.run(folder, List.of("chown", "mysql", folder.toString()));
      user = List.of("--user=mysql");
    }
    Path data = folder.resolve("data");
    // A server that starts clears its folder for temporary files, whoever uses it too; the one that
    // makes the tables as well.
    String temporary = "--tmpdir=" + folder;
    ServerProcess.run(
        folder,
        command(
            "mariadb-install-db",
            user,
            "--datadir=" + data,
            temporary,
            "--auth-root-authentication-method=normal",
            "--skip-test-db"));
    int port = ServerProcess.freePort();
    List<String> serve =
        command(
            "mariadbd",
            Stream.concat(user.stream(), options.stream()).toList(),
            "--datadir=" + data,
            temporary,
            "--socket=" + folder.resolve("socket"),
            "--pid-file=" + folder.resolve("pid"),
            "--port=" + port,
            "--bind-address=127.0.0.1",
            "--skip-name-resolve",
            "--max-connections=300");
    return new MariaDbServer(serve, folder, port, urlOptions);
  }

  @Override
  public DataSource freshDatabase() throws SQLException {
    String name = "test_" + databases.incrementAndGet();
    create(name);
    return database(name);
  }

  void create(String database) throws SQLException {
    execute("create database " + database + " character set utf8mb4");
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns connections to the database of this name. */
  DataSource database(String name) throws SQLException {
    return new MariaDbDataSource(url(name));
  }

  /** Returns the first column of the first row, as text. */
  String ask(String select) throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(select)) {
      return result.next() ? result.getString(1) : "";
    }
  }

  @Override
  public void kill() {
    process.kill();
  }

  ServerProcess process() {
    return process;
  }

  /** Sends a signal to its process. */
  void signal(String name) throws IOException {
    process.signal(name);
  }

  @Override
  public void restart() throws IOException {
    process.restart();
  }

  @Override
  public void close() {
    process.close();
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database));
  }

  private String url(String database) {
    return "jdbc:mariadb://127.0.0.1:"
        + (port + "/" + database)
        + "?user=root&connectTimeout=5000"
        + urlOptions;
  }

  private static List<String> command(String program, List<String> more, String... options) {
    List<String> command = new ArrayList<>();
    command.add(
        find(program)
            .orElseThrow(() -> new IllegalStateException(program + " is not installed"))
            .toString());
    command.add("--no-defaults");
    command.addAll(List.of(options));
    command.addAll(more);
    return command;
  }

  private static Optional<Path> find(String program) {
    return Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
