package io.claviger.store.jdbc.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * The installed MariaDB server on a data folder of its own, as an unprivileged user; a fresh
 * database for each test.
 */
final class MariaDbServer implements KillableServer {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final long STOP_MILLIS = 30_000;
  private static final long POLL_MILLIS = 50;

  private final List<String> command;
  private final Path folder;
  private final int port;
  private final String urlOptions;
  private final AtomicInteger databases = new AtomicInteger();

  /** An aborted test run must not leave a server running. */
  private final Thread atExit = new Thread(this::stop);

  private Process process;

  private MariaDbServer(List<String> command, Path folder, int port, String urlOptions)
      throws IOException {
    this.command = command;
    this.folder = folder;
    this.port = port;
    this.urlOptions = urlOptions;
    this.process = launch(folder, command);
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
    Path folder =
        Files.createTempDirectory(
            "mariadb",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    List<String> user = List.of();
    if (System.getProperty("user.name").equals("root")) {
      run(folder, List.of("chown", "mysql", folder.toString()));
      user = List.of("--user=mysql");
    }
    Path data = folder.resolve("data");
    // A server that starts clears its folder for temporary files, whoever uses it too; the one that
    // makes the tables as well.
    String temporary = "--tmpdir=" + folder;
    run(
        folder,
        command(
            "mariadb-install-db",
            user,
            "--datadir=" + data,
            temporary,
            "--auth-root-authentication-method=normal",
            "--skip-test-db"));
    int port = freePort();
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
    MariaDbServer server = new MariaDbServer(serve, folder, port, urlOptions);
    Runtime.getRuntime().addShutdownHook(server.atExit);
    server.awaitStart();
    return server;
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
    process.destroyForcibly().onExit().join();
  }

  /** Sends a signal to its process. */
  void signal(String name) throws IOException {
    run(folder, List.of("kill", "-" + name, String.valueOf(process.pid())));
  }

  @Override
  public void restart() throws IOException {
    process = launch(folder, command);
    awaitStart();
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    stop();
  }

  private void stop() {
    process.destroy();
    if (!ended(process, STOP_MILLIS)) {
      process.destroyForcibly();
      ended(process, STOP_MILLIS);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean ended(Process process, long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new IllegalStateException("interrupted while a server started or stopped", e);
    }
  }

  private void awaitStart() throws IOException {
    long start = System.nanoTime();
    while (true) {
      try (Connection connection = connect("")) {
        connection.isValid(1);
        return;
      } catch (SQLException e) {
        boolean tooLong = System.nanoTime() - start > START_LIMIT.toNanos();
        if (tooLong || ended(process, POLL_MILLIS)) {
          throw new IOException("MariaDB did not start: " + Files.readString(log(folder)), e);
        }
      }
    }
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

  private static void run(Path folder, List<String> command) throws IOException {
    Process process = launch(folder, command);
    if (!ended(process, START_LIMIT.toMillis()) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(command.get(0) + " failed: " + Files.readString(log(folder)));
    }
  }

  private static Process launch(Path folder, List<String> command) throws IOException {
    ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(log(folder).toFile());
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
  }

  private static Path log(Path folder) {
    return folder.resolve("log");
  }

  private static Optional<Path> find(String program) {
    return Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Returns a port below those of outgoing connections, one of which could take the port before the
   * server starts again.
   */
  static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 30_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // It is taken.
      }
    }
  }
}
