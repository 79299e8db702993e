package io.claviger.store.jdbc.databases;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server that a test kills, restarts, copies to a standby, and promotes. */
public final class PostgresNode implements KillableServer {
  private final Path data;
  private final AtomicInteger schemas = new AtomicInteger();
  private EmbeddedPostgres server;

  private PostgresNode(Path data) throws IOException {
    this.data = data;
    this.server = launch(ServerProcess.freePort());
  }

  /** Starts a primary. */
  public static PostgresNode start() throws IOException {
    return new PostgresNode(newFolder());
  }

  /**
   * Starts a standby, from a copy that is made while this server runs.
   *
   * @param port where the standby finds this server: its own port, or that of a proxy
   */
  public PostgresNode standby(int port) throws IOException, SQLException {
    Path copy = newFolder();
    try (Connection connection = DriverManager.getConnection(url())) {
      Connections.first(connection, "select pg_backup_start('copy', true)");
      copyTo(copy);
      Files.writeString(
          copy.resolve("backup_label"),
          Connections.first(connection, "select labelfile from pg_backup_stop()"));
    }
    follow(copy, port);
    return new PostgresNode(copy);
  }

  /** Makes this a standby of the server at that port; call it between kill and restart. */
  public void follow(int port) throws IOException {
    follow(data, port);
  }

  private static void follow(Path folder, int port) throws IOException {
    Files.createFile(folder.resolve("standby.signal"));
    Files.writeString(
        folder.resolve("postgresql.auto.conf"),
        "primary_conninfo = 'host=127.0.0.1 user=postgres application_name=standby port="
            + (port + "'\n"),
        StandardOpenOption.APPEND);
  }

  /** Returns when this takes changes. */
  public void promote() throws SQLException {
    execute("select pg_promote()");
  }

  /** Runs the query until it has this answer; the time-out of the test bounds that. */
  public void await(String sql, String answer) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url())) {
      while (!Connections.first(connection, sql).equals(answer)) {
        Thread.onSpinWait();
      }
    }
  }

  /** Executes the statements, each in a transaction of its own. */
  public void execute(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url())) {
      for (String sql : statements) {
        Connections.execute(connection, sql);
      }
    }
  }

  public int port() {
    return server.getPort();
  }

  @Override
  public DataSource freshDatabase() throws SQLException {
    String schema = "test_" + schemas.incrementAndGet();
    execute("create schema " + schema);
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url());
    source.setCurrentSchema(schema);
    return source;
  }

  @Override
  public void kill() {
    ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
    List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
    all.add(0, postmaster);
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }

  private long pid() {
    try {
      return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void restart() throws IOException {
    int port = server.getPort();
    server.close();
    server = launch(port);
  }

  @Override
  public void close() {
    try {
      server.close();
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String url() {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?user=postgres";
  }

  /** The library switches fsync off, unless told otherwise. */
  private EmbeddedPostgres launch(int port) throws IOException {
    return PostgresServer.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPort(port)
        .setServerConfig("fsync", "on")
        .setServerConfig("unix_socket_directories", data.toString())
        .start();
  }

  private static Path newFolder() throws IOException {
    return Files.createTempDirectory(
        "postgres",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** Files of a running server may vanish; those of the process itself are left out. */
  private void copyTo(Path copy) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(PostgresNode::isCopied).toList()) {
        Path target = copy.resolve(data.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(
              target,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
          copy(file, target);
        }
      }
    }
  }

  private static boolean isCopied(Path file) {
    String name = file.getFileName().toString();
    return (Files.isRegularFile(file) || Files.isDirectory(file))
        && !List.of("postmaster.pid", "epg-lock").contains(name);
  }

  private static void copy(Path file, Path target) throws IOException {
    try {
      Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (NoSuchFileException e) {
      // It was deleted meanwhile.
    }
  }
}
