package io.claviger.atlas.start;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.claviger.atlas.AtlasServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The server as a process of its own, and what it says at its start. */
public final class ServerProcess implements AutoCloseable {
  private static final List<String> SAID =
      List.of(
          "organization ",
          "public key ",
          "private key ",
          "client id ",
          "client secret ",
          "metrics on ",
          "listening on ");

  private final Process process;
  private final Path errors;
  private final Map<String, String> said = new LinkedHashMap<>();

  private ServerProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
  }

  /** How a server ended that did not start. */
  record Failed(int code, String errors) {}

  /** On a free port, with this data folder; waits until it listens. */
  public static ServerProcess start(Path data, String... options) throws IOException {
    ServerProcess server = spawn(data, options);
    server.listen();
    return server;
  }

  /** The same in a JVM with these options. */
  static ServerProcess start(List<String> jvm, Path data) throws IOException {
    ServerProcess server = spawn(jvm, data);
    server.listen();
    return server;
  }

  /** The same for one that will not listen. */
  static Failed fail(Path data, String... options) throws IOException, InterruptedException {
    try (ServerProcess server = spawn(data, options)) {
      // What it says is less than a pipe holds.
      if (!server.process.waitFor(20, TimeUnit.SECONDS)) {
        throw new IOException("it started");
      }
      String said = new String(server.process.getInputStream().readAllBytes(), UTF_8);
      if (!said.isEmpty()) {
        throw new IOException("it said " + said.length() + " characters");
      }
      return new Failed(server.process.exitValue(), server.errors());
    }
  }

  private static ServerProcess spawn(Path data, String... options) throws IOException {
    return spawn(List.of(), data, options);
  }

  private static ServerProcess spawn(List<String> jvm, Path data, String... options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // So little that what is not bounded shows.
    command.add("-Xmx256m");
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(AtlasServer.class.getName());
    command.addAll(List.of("--data", data.toString()));
    command.addAll(List.of(options));
    if (!command.contains("--port")) {
      command.addAll(List.of("--port", "0"));
    }
    Path errors = Files.createTempFile("server", ".errors");
    return new ServerProcess(
        new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
  }

  /** What it wrote to standard error. */
  String errors() throws IOException {
    return Files.readString(errors);
  }

  private void listen() throws IOException {
    BufferedReader lines = process.inputReader(UTF_8);
    while (!said.containsKey("listening on ")) {
      String line = lines.readLine();
      if (line == null) {
        throw new IOException(
            "the server ended with "
                + process.onExit().join().exitValue()
                + " after "
                + said.keySet());
      }
      String start =
          SAID.stream()
              .filter(line::startsWith)
              .findFirst()
              .orElseThrow(() -> new IOException("said: " + line));
      said.put(start, line.substring(start.length()));
    }
  }

  /** What came before it listened: nothing, unless it made the organization. */
  public List<String> announced() {
    return said.keySet().stream().filter(start -> !start.endsWith(" on ")).toList();
  }

  /** Where it listens, as its links say. */
  public String url() {
    return get("listening on ");
  }

  /** The id of the organization that it made. */
  public String organization() {
    return get("organization ");
  }

  /** The public half of the first key. */
  public String publicKey() {
    return get("public key ");
  }

  /** The private half of the first key. */
  public String privateKey() {
    return get("private key ");
  }

  /** The id of the first service account. */
  public String clientId() {
    return get("client id ");
  }

  /** Its secret. */
  public String clientSecret() {
    return get("client secret ");
  }

  private String get(String start) {
    String value = said.get(start);
    if (value == null) {
      throw new IllegalStateException("the server did not say: " + start);
    }
    return value;
  }

  /** How much memory it takes of the machine. */
  public long residentBytes() {
    try {
      // Total and resident, in pages of 4 KiB.
      String pages = Files.readString(Path.of("/proc", Long.toString(process.pid()), "statm"));
      return Long.parseLong(pages.split(" ", -1)[1]) * 4096;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it without any warning. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Asks it to end; it may take its time. */
  void askToStop() {
    process.destroy();
  }

  /** Asks it to end, and tells its exit code. */
  public int stop() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new IOException("it did not stop");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    errors.toFile().delete();
  }
}
