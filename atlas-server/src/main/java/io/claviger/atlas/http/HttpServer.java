package io.claviger.atlas.http;

import io.claviger.model.IpAddress;
import io.claviger.spi.Ticker;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty as this server needs it: HTTP/1.1, plain or over TLS, strict, within limits. */
public final class HttpServer implements AutoCloseable {
  private static final int THREADS = 64;

  /**
   * Connections that the operating system queues until they are accepted. Many may arrive at once.
   */
  private static final int WAITING = 1024;

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  /** A CIDR block in a path has its slash as %2F, which must reach the router unchanged. */
  private static final UriCompliance ENCODED_SLASHES =
      UriCompliance.DEFAULT.with(
          "encoded slashes", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR);

  /** A target that is a whole URL names the server itself (RFC 9112, section 3.2.2). */
  private static final HttpCompliance WHOLE_URLS =
      HttpCompliance.STRICT.with("whole URLs", HttpCompliance.Violation.MISMATCHED_AUTHORITY);

  private final Server server;
  private final ServerConnector connector;
  private final ServerSettings settings;

  private HttpServer(Server server, ServerConnector connector, ServerSettings settings) {
    this.server = server;
    this.connector = connector;
    this.settings = settings;
  }

  /**
   * Starts a server.
   *
   * @param application creates the application for a site: the scheme, host and port that clients
   *     use
   */
  public static HttpServer start(ServerSettings settings, Function<String, Application> application)
      throws Exception {
    HttpLimits limits = settings.limits();
    Server server = new Server(new QueuedThreadPool(THREADS));
    ServerConnector connector = new ServerConnector(server, connections(settings));
    connector.setHost(settings.address().getAddress().getHostAddress());
    connector.setPort(settings.address().getPort());
    connector.setAcceptQueueSize(WAITING);
    connector.setIdleTimeout(limits.idle().toMillis());
    connector.addBean(new Dawdlers(connector.getScheduler(), limits.idle()));
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(limits.connections(), server));
    server.setErrorHandler(new PlainErrors(limits));
    server.setRequestLog(log(settings.observer()));
    server.setStopTimeout(STOP_TIMEOUT.toMillis());
    connector.open();
    HttpServer listening = new HttpServer(server, connector, settings);
    Handler handler =
        new JettyHandler(application.apply(listening.site()), new Bodies(limits, Ticker.system()));
    // Writing has no minimum rate: a rate that allows one second for a short response allows hours
    // for a long one.
    server.setHandler(new GracefulHandler(handler));
    listening.serve();
    return listening;
  }

  private static ConnectionFactory[] connections(ServerSettings settings) {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setRequestHeaderSize(settings.limits().headerBytes());
    configuration.setHttpCompliance(WHOLE_URLS);
    configuration.setUriCompliance(ENCODED_SLASHES);
    configuration.setSendServerVersion(false);
    HttpConnectionFactory http = new HttpConnectionFactory(configuration);
    return settings
        .tls()
        .map(context -> new ConnectionFactory[] {Tls.before(http.getProtocol(), context), http})
        .orElse(new ConnectionFactory[] {http});
  }

  /** Jetty's log of requests is the one place that sees every answer. */
  private static RequestLog log(RequestObserver observer) {
    return (request, response) ->
        observer.answered(
            response.getStatus(), Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime()));
  }

  /** Starts Jetty. The port is bound already, and is released if this fails. */
  private void serve() throws Exception {
    try {
      server.start();
    } catch (Exception | Error e) {
      connector.close();
      close();
      throw e;
    }
  }

  /** Returns the URL that the server listens on: scheme, address and port. */
  public String listensOn() {
    return url(IpAddress.of(host()));
  }

  /**
   * Returns the URL for clients on this machine. If the server listens on all addresses, this is a
   * loopback address.
   */
  public String site() {
    String loopback = host() instanceof Inet6Address ? "::1" : "127.0.0.1";
    return host().isAnyLocalAddress() ? url(IpAddress.parse(loopback)) : listensOn();
  }

  private InetAddress host() {
    return settings.address().getAddress();
  }

  private String url(IpAddress address) {
    String text =
        address.family() == IpAddress.Family.IPV6 ? "[" + address + "]" : address.toString();
    return (settings.tls().isPresent() ? "https://" : "http://") + text + ":" + port();
  }

  /** Returns the port that the server listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Stops accepting requests, and waits up to 5 seconds for running ones. */
  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IOException("the server did not stop as it should", e);
    }
  }
}
