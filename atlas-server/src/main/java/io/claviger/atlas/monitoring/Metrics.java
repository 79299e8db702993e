package io.claviger.atlas.monitoring;

import io.claviger.atlas.http.Application;
import io.claviger.atlas.http.Judged;
import io.claviger.atlas.http.Request;
import io.claviger.atlas.http.RequestObserver;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** The numbers of the server, in the text format of Prometheus. Thread-safe. */
public final class Metrics implements RequestObserver, AutoCloseable {
  /** Content type of the text format. */
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** Creates the numbers of this JVM and of these parts of the server. */
  public Metrics(List<MeterBinder> parts) {
    List.of(
            new JvmMemoryMetrics(),
            collections,
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics())
        .forEach(binder -> binder.bindTo(registry));
    parts.forEach(binder -> binder.bindTo(registry));
  }

  /** Returns a meter of the time until the certificate of the server expires. */
  public static MeterBinder certificate(Supplier<Instant> end) {
    return registry ->
        Gauge.builder(
                "atlas.certificate.remaining",
                () -> Duration.between(Instant.now(), end.get()).toSeconds())
            .baseUnit("seconds")
            .description("Time until the certificate of the server expires")
            .register(registry);
  }

  /** Counts an answer. Statuses are few, unlike paths and methods, which a client can invent. */
  @Override
  public void answered(int status, Duration duration) {
    registry.timer("http.server.requests", "status", Integer.toString(status)).record(duration);
  }

  /** Returns an application that answers {@code GET /metrics}, and passes other requests on. */
  public Application before(Application next) {
    return head ->
        Text.isAsked("/metrics", head)
            ? Judged.answered(() -> Text.reply(200, TYPE, registry.scrape()))
            : next.judge(head);
  }

  /** Answers 404 to this request. */
  public static Judged nothing(Request head) {
    return Judged.answered(() -> Text.reply(404, "text/plain", "/metrics and /healthz are here\n"));
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
