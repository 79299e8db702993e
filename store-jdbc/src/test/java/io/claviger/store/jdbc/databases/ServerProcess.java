package io.claviger.store.jdbc.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The process of a server, which writes what it says into a file of its folder. */
final class ServerProcess implements AutoCloseable {
  /** Fails as long as the server does not answer. */
  @FunctionalInterface
  interface Question {
    void ask() throws Exception;
  }

  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final long STOP_MILLIS = 30_000;
  private static final long POLL_MILLIS = 50;
  private static final int LAST_LINES = 30;

  private final Path folder;
  private final List<String> command;
  private final Question question;

  /** An aborted test run must not leave a server running. */
  private final Thread atExit = new Thread(this::stop);

  private Process process;

  private ServerProcess(Path folder, List<String> command, Question question) throws IOException {
    this.folder = folder;
    this.command = command;
    this.question = question;
    this.process = launch(folder, command);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Starts the server, and returns when it answers. Its folder is deleted when it is closed. */
  static ServerProcess start(Path folder, List<String> command, Question question)
      throws IOException {
    ServerProcess started = new ServerProcess(folder, command, question);
    started.awaitStart();
    return started;
  }

  /** Creates a folder that another user may enter. */
  static Path newFolder(String prefix) throws IOException {
    return Files.createTempDirectory(
        prefix, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
  }

  /** Runs a program that ends by itself. */
  static void run(Path folder, List<String> command) throws IOException {
    Process process = launch(folder, command);
    if (!ended(process, START_LIMIT.toMillis()) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(command.get(0) + " failed: " + Files.readString(log(folder)));
    }
  }

  static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  Path folder() {
    return folder;
  }

  /** Returns what it wrote last, under its name. */
  String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log(folder));
      List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
      return folder.getFileName() + ":\n" + String.join("\n", last);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Kills the process (kill -9), and returns when it is gone. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Sends a signal to the process. */
  void signal(String name) throws IOException {
    run(folder, List.of("kill", "-" + name, String.valueOf(process.pid())));
  }

  /** Starts it after {@link #kill}, and returns when it answers. */
  void restart() throws IOException {
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
    // A process that a killed agent leaves behind writes until it notices.
    Waiting.until(folder + " is deleted", () -> delete(folder), List.of());
  }

  /** Returns false if something is written there meanwhile. */
  private static boolean delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
      return true;
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  private void awaitStart() throws IOException {
    long start = System.nanoTime();
    while (true) {
      try {
        question.ask();
        return;
      } catch (Exception e) {
        boolean tooLong = System.nanoTime() - start > START_LIMIT.toNanos();
        if (tooLong || ended(process, POLL_MILLIS)) {
          throw new IOException(
              command.get(0) + " did not start: " + Files.readString(log(folder)), e);
        }
      }
    }
  }

  /** Refuses a server in its first second, of which a change feed cannot tell when it started. */
  static void requireSeconds(String uptime) throws SQLException {
    if (Long.parseLong(uptime) < 2) {
      throw new SQLException("started " + uptime + " s ago; wait for 2 s");
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

  /** It works in its own folder: another user may not be allowed to enter that of the build. */
  private static Process launch(Path folder, List<String> command) throws IOException {
    ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(log(folder).toFile());
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log)
        .start();
  }

  private static Path log(Path folder) {
    return folder.resolve("log");
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
