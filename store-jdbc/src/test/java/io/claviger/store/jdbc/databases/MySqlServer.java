package io.claviger.store.jdbc.databases;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * The MySQL server that {@code src/test/mysql/install} has fetched, on a data folder of its own; a
 * fresh database for each test.
 */
public final class MySqlServer implements KillableServer {
  private static final Path PROGRAM =
      Path.of(System.getProperty("user.home"), ".cache", "claviger", "mysql", "mysqld");

  /** The tests stop its process, but not the machine, so the disk need not have everything. */
  private static final List<String> WITHOUT_WAITING_FOR_THE_DISK =
      List.of("--innodb-flush-method=nosync", "--innodb-doublewrite=OFF");

  private static final String UPTIME =
      "select variable_value from performance_schema.global_status where variable_name = 'UPTIME'";

  private final int port;
  private final AtomicInteger databases = new AtomicInteger();
  private final ServerProcess process;

  private MySqlServer(int port, List<String> options) throws IOException {
    this.port = port;
    Path folder = ServerProcess.newFolder("mysql");
    String data = "--datadir=" + folder.resolve("data");
    ServerProcess.run(folder, command(List.of("--initialize-insecure", data)));
    List<String> serve =
        new ArrayList<>(
            List.of(
                data,
                "--socket=" + folder.resolve("socket"),
                "--pid-file=" + folder.resolve("pid"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--mysqlx=OFF",
                "--tmpdir=" + folder,
                "--max-connections=300"));
    serve.addAll(options);
    this.process =
        ServerProcess.start(
            folder, command(serve), () -> ServerProcess.requireSeconds(ask(UPTIME)));
  }

  /** Returns whether the server was fetched. Where it could not be, its tests are left out. */
  public static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  /**
   * Creates a data folder and starts the server on a free port of the loopback interface, without a
   * binary log, as MariaDB has none.
   */
  static MySqlServer start() throws IOException {
    return start(List.of("--skip-log-bin"));
  }

  /** Does the same with more options. */
  static MySqlServer start(List<String> options) throws IOException {
    return new MySqlServer(ServerProcess.freePort(), options);
  }

  private static List<String> command(List<String> options) {
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
    command.addAll(WITHOUT_WAITING_FOR_THE_DISK);
    command.addAll(options);
    if (ServerProcess.isRoot()) {
      command.add("--user=root");
    }
    return command;
  }

  @Override
  public DataSource freshDatabase() throws SQLException {
    String name = "test_" + databases.incrementAndGet();
    execute("create database " + name);
    return database(name);
  }

  /** Returns connections to the database of this name. */
  MysqlDataSource database(String name) {
    MysqlDataSource database = new MysqlDataSource();
    database.setUrl(
        "jdbc:mysql://127.0.0.1:" + (port + "/" + name) + "?sslMode=DISABLED&connectTimeout=2000");
    database.setUser("root");
    return database;
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = database("").getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Returns the first column of the first row, as text. */
  String ask(String select) throws SQLException {
    try (Connection connection = database("").getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(select)) {
      return result.next() ? result.getString(1) : "";
    }
  }

  @Override
  public void kill() {
    process.kill();
  }

  @Override
  public void restart() throws IOException {
    process.restart();
  }

  ServerProcess process() {
    return process;
  }

  /** Sends a signal to its process. */
  void signal(String name) throws IOException {
    process.signal(name);
  }

  @Override
  public void close() {
    process.close();
  }
}
