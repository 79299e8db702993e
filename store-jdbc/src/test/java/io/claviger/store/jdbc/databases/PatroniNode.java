package io.claviger.store.jdbc.databases;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A PostgreSQL server, and the agent of Patroni that looks after it. */
final class PatroniNode implements AutoCloseable {
  /** The user of Debian's package; PostgreSQL refuses to run as root. */
  private static final String USER = "postgres";

  /**
   * The smallest times that Patroni takes: a leader whose agent does not answer for 20 seconds is
   * replaced.
   */
  private static final String CONFIGURATION =
      """
      scope: claviger
      name: node$node
      restapi: {listen: '127.0.0.1:$rest', connect_address: '127.0.0.1:$rest'}
      etcd3: {host: '127.0.0.1:$etcd'}
      bootstrap:
        dcs:
          ttl: 20
          loop_wait: 2
          retry_timeout: 3
          synchronous_mode: true
          synchronous_mode_strict: true
          postgresql: {use_pg_rewind: true}
        initdb: [{encoding: UTF8}, data-checksums]
      postgresql:
        listen: 127.0.0.1:$port
        connect_address: 127.0.0.1:$port
        data_dir: $folder/data
        bin_dir: $programs
        pgpass: $folder/pgpass
        authentication:
          superuser: {username: postgres, password: secret}
          replication: {username: replicator, password: secret}
          rewind: {username: rewinder, password: secret}
        pg_hba: [local all all trust, host all all 127.0.0.1/32 trust, host replication all 127.0.0.1/32 trust]
        parameters: {unix_socket_directories: $folder, max_connections: 100}
      watchdog: {mode: 'off'}
      """;

  private final int port;
  private final int rest;
  private final Path folder;
  private final ServerProcess agent;

  PatroniNode(int number, int etcd) throws IOException {
    this.port = ServerProcess.freePort();
    this.rest = ServerProcess.freePort();
    this.folder = ServerProcess.newFolder("patroni");
    Path file = folder.resolve("patroni.yml");
    Files.writeString(
        file,
        CONFIGURATION
            .replace("$node", String.valueOf(number))
            .replace("$etcd", String.valueOf(etcd))
            .replace("$rest", String.valueOf(rest))
            .replace("$port", String.valueOf(port))
            .replace("$programs", programs().orElseThrow().toString())
            .replace("$folder", folder.toString()));
    own(folder);
    own(file);
    this.agent =
        ServerProcess.start(
            folder, asUser("patroni", file.toString()), () -> get(rest, "/liveness"));
  }

  static boolean isInstalled() {
    return programs().isPresent() && find("patroni").isPresent() && find("etcd").isPresent();
  }

  int port() {
    return port;
  }

  ServerProcess process() {
    return agent;
  }

  /** Returns whether the agent says yes; no if it does not answer. */
  boolean is(String path) {
    try {
      get(rest, path);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Asks the agent to make another node the leader. */
  void switchOver(int leader, int candidate) throws IOException {
    String names = "{\"leader\": \"node%d\", \"candidate\": \"node%d\"}";
    HttpURLConnection request = open(rest, "/switchover");
    request.setDoOutput(true);
    try (OutputStream body = request.getOutputStream()) {
      body.write(names.formatted(leader, candidate).getBytes(StandardCharsets.UTF_8));
    }
    assertSuccess(request);
  }

  /** Fails unless the path is answered with success. */
  static void get(int port, String path) throws IOException {
    assertSuccess(open(port, path));
  }

  private static HttpURLConnection open(int port, String path) throws IOException {
    HttpURLConnection request =
        (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
    request.setConnectTimeout(1_000);
    request.setReadTimeout(30_000);
    return request;
  }

  private static void assertSuccess(HttpURLConnection request) throws IOException {
    int status = request.getResponseCode();
    request.disconnect();
    if (status >= 300) {
      throw new IOException(request.getURL() + " was answered with " + status);
    }
  }

  /** Returns the processes of the server; none if it is not running. */
  private List<ProcessHandle> server() {
    Path pid = folder.resolve("data").resolve("postmaster.pid");
    try {
      return Files.exists(pid)
          ? ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).get(0)))
              .map(first -> Stream.concat(Stream.of(first), first.descendants()).toList())
              .orElse(List.of())
          : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Stops the agent, and with it perhaps the server: they answer nothing. */
  void pause(boolean withServer) throws IOException {
    agent.signal("STOP");
    if (withServer) {
      signalServer("STOP");
    }
  }

  /** Ends {@link #pause}. */
  void resume() throws IOException {
    signalServer("CONT");
    agent.signal("CONT");
  }

  private void signalServer(String name) throws IOException {
    for (ProcessHandle each : server()) {
      new ProcessBuilder("kill", "-" + name, String.valueOf(each.pid())).start().onExit().join();
    }
  }

  /** Kills agent and server. */
  void kill() {
    List<ProcessHandle> server = server();
    agent.kill();
    server.forEach(ProcessHandle::destroyForcibly);
    server.forEach(process -> process.onExit().join());
  }

  /** Starts it after {@link #kill}. */
  void restart() throws IOException {
    agent.restart();
  }

  @Override
  public void close() {
    kill();
    agent.close();
  }

  private void own(Path file) throws IOException {
    if (ServerProcess.isRoot()) {
      ServerProcess.run(folder, List.of("chown", USER + ":" + USER, file.toString()));
    }
  }

  /** The program replaces that which changes the user, so both have one process id. */
  private static List<String> asUser(String program, String argument) {
    List<String> command = new ArrayList<>();
    if (ServerProcess.isRoot()) {
      command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--init-groups"));
    }
    command.addAll(List.of(find(program).orElseThrow().toString(), argument));
    return command;
  }

  static Optional<Path> find(String program) {
    return Stream.of("/usr/bin", "/usr/local/bin")
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Returns the folder of the newest PostgreSQL of Debian's packages. */
  private static Optional<Path> programs() {
    Path versions = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(versions)) {
      return Optional.empty();
    }
    try (Stream<Path> found = Files.list(versions)) {
      return found
          .filter(version -> Files.isExecutable(version.resolve("bin").resolve("pg_rewind")))
          .max(Comparator.comparing(version -> Integer.valueOf(version.getFileName().toString())))
          .map(version -> version.resolve("bin"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
