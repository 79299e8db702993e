package io.claviger.atlas.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.atlas.start.Started;
import io.claviger.atlas.tls.TestCertificate;
import io.claviger.atlas.tls.TlsFiles;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitoringTest {
  @TempDir Path data;

  @Test
  void numbersAreOnAPortOfTheirOwn() throws Exception {
    try (Started server = Started.with(data, "--metrics-port", "0")) {
      assertEquals(200, server.asOwner().call("GET", "/api/atlas/v2/orgs").status());
      assertEquals(401, server.nobody().call("GET", "/api/atlas/v2/orgs").status());
      assertEquals(400, server.nobody().call("GET", "/%00").status());

      HttpResponse<String> metrics = get(server.value("metrics on "));
      assertEquals(
          Optional.of("text/plain; version=0.0.4; charset=utf-8"),
          metrics.headers().firstValue("Content-Type"));
      String numbers = metrics.body();
      assertEquals(
          1, number("claviger_access_total{outcome=\"granted\",reason=\"none\"}", numbers));
      assertEquals(1, number("http_server_requests_seconds_count{status=\"200\"}", numbers));
      assertEquals(1, number("http_server_requests_seconds_count{status=\"401\"}", numbers));
      assertEquals(1, number("http_server_requests_seconds_count{status=\"400\"}", numbers));
      assertEquals(1, number("claviger_cache_size_keys", numbers));
      assertTrue(number("jvm_threads_live_threads", numbers) > 1);

      assertEquals(
          "404 RESOURCE_NOT_FOUND [\"/metrics\"]",
          server.nobody().call("GET", "/metrics").outcome());
      assertEquals(404, get(server.value("metrics on ").replace("/metrics", "/")).statusCode());
    }
  }

  @Test
  void theEndOfTheCertificateIsANumber() throws Exception {
    TestCertificate certificate = TestCertificate.of("EC");
    TlsFiles files = certificate.write(data);
    try (Started server =
        Started.with(
            data.resolve("keys"),
            "--metrics-port",
            "0",
            "--tls-cert",
            files.certificate().toString(),
            "--tls-key",
            files.key().toString())) {
      double remaining =
          number("atlas_certificate_remaining_seconds", get(server.value("metrics on ")).body());
      Instant end = certificate.certificate().getNotAfter().toInstant();
      assertEquals((double) Duration.between(Instant.now(), end).toSeconds(), remaining, 60);
    }
  }

  @Test
  void healthIsOnBothPorts() throws Exception {
    // A load balancer is a proxy that asks for itself.
    try (Started server =
        Started.with(data, "--metrics-port", "0", "--trusted-proxy", "127.0.0.9")) {
      assertEquals(200, server.nobody().from("127.0.0.9").call("GET", "/healthz").status());
      HttpResponse<String> own = get(server.value("metrics on ").replace("/metrics", "/healthz"));
      assertEquals("200 ok\n", own.statusCode() + " " + own.body());
    }
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static double number(String series, String numbers) {
    Matcher line =
        Pattern.compile("^" + Pattern.quote(series) + " (\\S+)$", Pattern.MULTILINE)
            .matcher(numbers);
    assertTrue(line.find(), series);
    return Double.parseDouble(line.group(1));
  }
}
