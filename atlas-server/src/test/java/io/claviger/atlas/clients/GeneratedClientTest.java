package io.claviger.atlas.clients;

import io.claviger.atlas.start.ServerProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client that is made of {@code service-accounts.json} calls each of its operations. Its owner is
 * a service account, too.
 */
@Tag("clients")
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class GeneratedClientTest {
  private static final String PROJECT = "64f0c2f79be7d3415c80aa77";

  @TempDir Path data;

  @Test
  void itCallsEachOperationOnH2() throws Exception {
    walk("--store=h2");
  }

  @Test
  @Tag("databases")
  void itCallsEachOperationOnPostgres() throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("synchronous_commit", "on")
            .setPGStartupWait(Duration.ofMinutes(1))
            .start()) {
      walk("--store=postgresql", "--url=" + postgres.getJdbcUrl("postgres", "postgres"));
    }
  }

  private void walk(String... store) throws IOException, InterruptedException {
    try (ServerProcess server =
        ServerProcess.start(
            data,
            Stream.concat(
                    Stream.of("--first-owner=service-account", "--project=" + PROJECT),
                    Stream.of(store))
                .toArray(String[]::new))) {
      new Walk(server, Map.of("CLAVIGER_BASE", "/api/atlas/v2", "CLAVIGER_PROJECT", PROJECT))
          .with("openapi-fetch", 25);
    }
  }
}
