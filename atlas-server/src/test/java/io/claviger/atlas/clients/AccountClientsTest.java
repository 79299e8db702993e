package io.claviger.atlas.clients;

import io.claviger.atlas.start.ServerProcess;
import io.claviger.atlas.tls.TestCertificate;
import io.claviger.atlas.tls.TlsFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that use service accounts over TLS, as {@link RealClientsTest} has those that use keys.
 */
@Tag("clients")
@Timeout(value = 200, unit = TimeUnit.SECONDS)
class AccountClientsTest {
  private static final String PROJECT = "64f0c2f79be7d3415c80aa77";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"oauth4webapi", "mongodb-mcp-server"})
  void anAccountIsAcceptedUntilItIsDisabled(String client) throws Exception {
    TlsFiles files = TestCertificate.of("EC").write(folder);
    String certificate = files.certificate().toString();
    try (ServerProcess server =
        ServerProcess.start(
            folder.resolve("keys"),
            "--store=memory",
            "--project=" + PROJECT,
            "--tls-cert=" + certificate,
            "--tls-key=" + files.key())) {
      Map<String, String> environment =
          Map.of(
              "CLAVIGER_BASE",
              "/api/atlas/v2",
              "CLAVIGER_PROJECT",
              PROJECT,
              "NODE_EXTRA_CA_CERTS",
              certificate);
      new Walk(server, environment).with(client, 5);
    }
  }
}
