package io.claviger.atlas.clients;

import io.claviger.atlas.start.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Walks of clients that are no part of this build, see {@code src/test/clients}. Only where the
 * build demands them: {@code mvn -Pclients verify}.
 */
@Tag("clients")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealClientsTest {
  private static final List<String> CLIENTS =
      List.of(
          "curl",
          "requests",
          "httpx",
          "urllib",
          "mongodb-atlas-api-client",
          "digest-fetch",
          "axios-digest-auth");

  private ServerProcess server;

  @BeforeAll
  void start(@TempDir Path data) throws IOException {
    server = ServerProcess.start(data, "--store", "memory");
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("walks")
  @Timeout(value = 200, unit = TimeUnit.SECONDS)
  void walks(String client, String base) throws Exception {
    new Walk(server, Map.of("CLAVIGER_BASE", base)).with(client, 20);
  }

  static Stream<Arguments> walks() {
    return CLIENTS.stream()
        .flatMap(
            client ->
                Stream.of("/api/atlas/v1.0", "/api/public/v1.0", "/api/atlas/v2")
                    .map(base -> Arguments.of(client, base)));
  }
}
