package io.claviger.atlas.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.atlas.start.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs a client of {@code src/test/clients} against a server, as its first owner: a key, or a
 * service account.
 */
record Walk(ServerProcess server, Map<String, String> environment) {

  /** Fails unless all checks of the client hold, and these are at least so many. */
  void with(String client, int checks) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(Path.of("src", "test", "clients", "run").toString(), client);
    boolean account = server.announced().contains("client id ");
    builder
        .environment()
        .putAll(
            Map.of(
                "CLAVIGER_URL",
                server.url(),
                "CLAVIGER_ORG",
                server.organization(),
                "CLAVIGER_PUBLIC_KEY",
                account ? server.clientId() : server.publicKey(),
                "CLAVIGER_PRIVATE_KEY",
                account ? server.clientSecret() : server.privateKey()));
    builder.environment().putAll(environment);
    Process walk = builder.redirectErrorStream(true).start();
    String output = new String(walk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, walk.waitFor(), output);
    assertTrue(output.lines().filter(line -> line.startsWith("ok ")).count() >= checks, output);
  }
}
