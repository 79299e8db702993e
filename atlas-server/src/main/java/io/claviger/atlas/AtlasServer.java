package io.claviger.atlas;

import io.claviger.Claviger;
import io.claviger.atlas.api.AcceptedCredentials;
import io.claviger.atlas.api.AtlasApi;
import io.claviger.atlas.api.KnownProjects;
import io.claviger.atlas.console.Console;
import io.claviger.atlas.http.HttpServer;
import io.claviger.atlas.http.ServerSettings;
import io.claviger.atlas.monitoring.Health;
import io.claviger.atlas.monitoring.Monitoring;
import io.claviger.atlas.start.Background;
import io.claviger.atlas.start.Bootstrap;
import io.claviger.atlas.start.Closings;
import io.claviger.atlas.start.DataFolder;
import io.claviger.atlas.start.Options;
import io.claviger.atlas.start.Sentence;
import io.claviger.atlas.start.ServerLog;
import io.claviger.atlas.tls.ReloadingTls;
import io.claviger.spi.Ticker;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A running Atlas server: the HTTP server, the library and the store. */
public final class AtlasServer implements AutoCloseable {
  private final HttpServer http;
  private final Closings closings;

  private AtlasServer(HttpServer http, Closings closings) {
    this.http = http;
    this.closings = closings;
  }

  /**
   * Starts the server with the options of {@link Options}. It runs until the process is stopped.
   */
  public static void main(String[] arguments) throws IOException {
    ServerLog.install();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (Arrays.asList(arguments).contains("--help")) {
      out.print(Options.usage());
      return;
    }
    try {
      run(Options.parse(arguments), out);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "; see --help");
      System.exit(2);
    }
  }

  private static void run(Options options, PrintStream out) {
    try {
      closeAtTheEnd(start(options, out));
    } catch (Exception e) {
      System.err.println("cannot start: " + Sentence.of(e));
      System.exit(1);
    }
  }

  private static void closeAtTheEnd(AtlasServer server) {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(server::closeQuietly, "stop"));
    } catch (IllegalStateException e) {
      // The JVM is already shutting down: it was stopped right after the start.
      server.closeQuietly();
    }
  }

  /**
   * Starts a server, and prints the new key and the address to {@code out}. If the start fails,
   * everything that was opened is closed.
   */
  public static AtlasServer start(Options options, PrintStream out) throws Exception {
    Closings closings = new Closings();
    return closings.closedUnless(() -> start(options, out, closings));
  }

  private static AtlasServer start(Options options, PrintStream out, Closings closings)
      throws Exception {
    DataFolder data = DataFolder.in(options.data());
    Assembly parts = new Assembly(options, data, closings);
    Health health = new Health(parts.claviger()::isReachable, Ticker.system());
    // Binding a port can fail, so it comes before the new keys, which are reported only once.
    Monitoring monitoring = closings.add(parts.monitoring(health));
    HttpServer http = closings.add(parts.serve(monitoring));
    Bootstrap.run(parts.claviger(), data.organization(), options, out);
    Background background = closings.add(new Background());
    background.every(Health.INTERVAL, health::probe);
    parts.tls().ifPresent(files -> background.every(ReloadingTls.INTERVAL, files::reload));
    monitoring.url().ifPresent(url -> out.println("metrics on " + url));
    out.println("listening on " + http.listensOn());
    return new AtlasServer(http, closings);
  }

  /**
   * Serves the keys of {@code claviger} at this address. Port 0 takes a free port.
   *
   * @param projects the projects of that {@code claviger}
   * @param accepted the credentials of that {@code claviger}
   */
  public static HttpServer serve(
      Claviger claviger,
      KnownProjects projects,
      AcceptedCredentials accepted,
      InetSocketAddress address)
      throws Exception {
    return HttpServer.start(
        ServerSettings.at(address),
        here -> new Console(new AtlasApi(claviger, projects, here, accepted, Optional.empty())));
  }

  /** Returns the port that the server listens on. */
  public int port() {
    return http.port();
  }

  /**
   * Waits up to 5 seconds for running requests. Then it writes pending usage and closes the store.
   */
  @Override
  public void close() throws IOException {
    closings.close();
  }

  private void closeQuietly() {
    try {
      close();
    } catch (IOException e) {
      System.err.println("not stopped as it should be: " + Sentence.of(e));
    }
  }
}
