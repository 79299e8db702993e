package io.claviger.store.jdbc.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The installed PgBouncer, which gives each transaction one of a few server connections. */
public final class PgBouncer implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");
  private static final Duration START_LIMIT = Duration.ofSeconds(20);
  private static final long POLL_MILLIS = 50;

  private final Process process;
  private final int port;

  private PgBouncer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  /**
   * Starts one in front of this database.
   *
   * @param preparedStatements how many it passes on; none where 0
   * @param connections how many it has to the server
   */
  public static PgBouncer before(
      PGSimpleDataSource database, int preparedStatements, int connections) throws IOException {
    return before(database, "transaction", preparedStatements, connections);
  }

  /** Starts one with this mode of pooling. */
  public static PgBouncer before(
      PGSimpleDataSource database, String mode, int preparedStatements, int connections)
      throws IOException {
    if (!isInstalled()) {
      throw new IllegalStateException("PgBouncer is not installed; install package pgbouncer");
    }
    Path folder =
        Files.createTempDirectory(
            "pgbouncer",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    int port = ServerProcess.freePort();
    Path settings = folder.resolve("settings");
    Files.writeString(
        settings,
        """
        [databases]
        keys = host=127.0.0.1 port=%d dbname=postgres user=postgres connect_query='set search_path to %s'
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = any
        pool_mode = %s
        default_pool_size = %d
        max_prepared_statements = %d
        ignore_startup_parameters = extra_float_digits
        server_login_retry = 1
        """
            .formatted(
                database.getPortNumbers()[0],
                database.getCurrentSchema(),
                port,
                mode,
                connections,
                preparedStatements));
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), settings.toString()));
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("--user", "nobody"));
    }
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    PgBouncer pooler = new PgBouncer(process, port);
    pooler.awaitStart(log);
    return pooler;
  }

  /** Returns connections through the pooler. */
  public DataSource database() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/keys?user=postgres");
    return source;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  private void awaitStart(Path log) throws IOException {
    long start = System.nanoTime();
    while (!accepts()) {
      boolean tooLong = System.nanoTime() - start > START_LIMIT.toNanos();
      if (tooLong || hasEnded()) {
        process.destroy();
        throw new IOException("PgBouncer did not start: " + Files.readString(log));
      }
    }
  }

  private boolean accepts() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private boolean hasEnded() {
    try {
      return process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted while PgBouncer started", e));
    }
  }
}
