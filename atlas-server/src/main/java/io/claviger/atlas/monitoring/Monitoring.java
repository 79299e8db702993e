package io.claviger.atlas.monitoring;

import io.claviger.atlas.http.Application;
import io.claviger.atlas.http.HttpServer;
import io.claviger.atlas.http.RequestObserver;
import io.claviger.atlas.http.ServerSettings;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Health and numbers of a server. The health is on the port of the server, too, because load
 * balancers ask there. The numbers are on a port of their own only: they tell strangers how many
 * keys there are and how often they are guessed.
 */
public final class Monitoring implements AutoCloseable {
  private final Health health;
  private final Optional<Metrics> metrics;
  private final Optional<HttpServer> server;

  private Monitoring(Health health, Optional<Metrics> metrics, Optional<HttpServer> server) {
    this.health = health;
    this.metrics = metrics;
    this.server = server;
  }

  /** Starts with the health alone. */
  public static Monitoring withoutMetrics(Health health) {
    return new Monitoring(health, Optional.empty(), Optional.empty());
  }

  /** Starts to serve the numbers of these parts, and the health, at this address. */
  public static Monitoring start(Health health, InetSocketAddress address, List<MeterBinder> parts)
      throws Exception {
    Metrics metrics = new Metrics(parts);
    HttpServer server =
        HttpServer.start(
            ServerSettings.at(address),
            site -> new HealthPage(health, metrics.before(Metrics::nothing)));
    return new Monitoring(health, Optional.of(metrics), Optional.of(server));
  }

  /** Returns an application that answers questions for the health, and passes other requests on. */
  public Application before(Application next) {
    return new HealthPage(health, next);
  }

  /** Returns what counts the requests of the server. */
  public RequestObserver observer() {
    return metrics.map(counting -> (RequestObserver) counting).orElse((status, duration) -> {});
  }

  /** Returns the URL of the numbers, if they are served. */
  public Optional<String> url() {
    return server.map(http -> http.listensOn() + "/metrics");
  }

  @Override
  public void close() throws IOException {
    if (server.isPresent()) {
      server.get().close();
    }
    metrics.ifPresent(Metrics::close);
  }
}
