package io.claviger.management;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.CidrBlock;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What tools make of {@code openapi.json}, see {@code src/test/clients}. Only where the build
 * demands it: {@code mvn -Pclients verify}.
 */
@Tag("clients")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class OpenApiToolsTest {
  @Test
  void aLinterFindsNothing() throws Exception {
    assertRuns("lint", Map.of());
  }

  @Test
  void aGeneratedClientTellsTheStoryOfAKey() throws Exception {
    try (ManagementFixture fixture = ManagementFixture.open();
        PageServer server = new PageServer(fixture.handler, Optional.empty())) {
      // A key needs a whitelist to change one.
      IssuedApiKey owner =
          fixture.create(
              NewApiKey.of("owner", Role.ORG_OWNER).withWhitelist(CidrBlock.parse("127.0.0.0/8")));
      assertRuns(
          "story",
          Map.of(
              "CLAVIGER_URL",
              server.url() + Pages.API,
              "CLAVIGER_ORG",
              ManagementFixture.ACME.value(),
              "CLAVIGER_PUBLIC_KEY",
              owner.apiKey().publicKey().value(),
              "CLAVIGER_PRIVATE_KEY",
              owner.privateKey().reveal()));
    }
  }

  private static void assertRuns(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(Path.of("src", "test", "clients", script).toString());
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, process.waitFor(), output);
  }
}
