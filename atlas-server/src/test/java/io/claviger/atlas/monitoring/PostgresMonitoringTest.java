package io.claviger.atlas.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.atlas.start.Started;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("databases")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class PostgresMonitoringTest {
  @TempDir Path data;

  @Test
  void thePoolHasNumbersAndADatabaseThatIsGoneShowsInTheHealth() throws Exception {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("synchronous_commit", "on")
            .setPGStartupWait(Duration.ofMinutes(1))
            .start();
    try (postgres;
        Started server =
            Started.with(
                data,
                "--metrics-port",
                "0",
                "--store",
                "postgresql",
                "--url",
                postgres.getJdbcUrl("postgres", "postgres"))) {
      assertTrue(get(server.value("metrics on ")).contains("hikaricp_connections{pool=\"keys\"}"));
      assertEquals(200, server.nobody().call("GET", "/healthz").status());
      postgres.close();
      while (server.nobody().call("GET", "/healthz").status() != 503) {
        Thread.onSpinWait();
      }
    }
  }

  private static String get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
