package io.claviger.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.access.Credential;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients of OAuth 2.0 that are no part of this build, see {@code src/test/clients}. Only where the
 * build demands them: {@code mvn -Pclients verify}.
 */
@Tag("clients")
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class RealClientsTest {
  /** Clients form-encode the underscores or not, and the server must know either. */
  private static final String ID_PREFIX = "acme_id_";

  private static final String SECRET_PREFIX = "acme_secret_";

  private final OAuthFixture fixture = OAuthFixture.open();
  private final IssuedApiKey key =
      fixture.create(NewApiKey.of("ci", Role.ORG_READ_ONLY, OAuthFixture.BILLING));
  private final OAuthHandler handler =
      fixture
          .builder()
          .clientReader(
              (id, secret) ->
                  id.startsWith(ID_PREFIX) && secret.startsWith(SECRET_PREFIX)
                      ? Credential.pair(
                          id.substring(ID_PREFIX.length()),
                          secret.substring(SECRET_PREFIX.length()))
                      : Credential.malformed(""))
          .build();

  @ParameterizedTest
  @ValueSource(strings = {"oauth4webapi", "openid-client", "simple-oauth2", "authlib"})
  void aTokenIsRefusedAfterItsEnd(String name) throws Exception {
    try (fixture;
        OAuthServer server = new OAuthServer(handler, fixture.access);
        Client client = new Client(name, server.url())) {
      client.gets("error invalid_scope", "token ORG_OWNER");
      client.gets("bearer 3600", "token ORG_READ_ONLY");
      client.gets("200", "use");
      fixture.clock.advance(Duration.ofHours(1));
      client.gets("error invalid_token", "use");

      client.gets("bearer 3600", "token");
      client.gets("200", "use");
      client.gets("ended", "end");
      client.gets("error invalid_token", "use");

      client.gets("bearer 3600", "token");
      client.gets("200", "use");
      fixture.application.update(
          OAuthFixture.ACME, key.apiKey().id(), ApiKeyPatch.nothing().disable());
      client.gets("error invalid_token", "use");
      client.gets("error invalid_client", "token");
    }
  }

  /** One client, which does a command at a time. */
  private final class Client implements AutoCloseable {
    private final Process process;
    private final Writer commands;
    private final BufferedReader results;

    Client(String name, String url) throws IOException {
      ProcessBuilder builder =
          new ProcessBuilder(Path.of("src", "test", "clients", "run").toString(), name);
      builder
          .environment()
          .putAll(
              Map.of(
                  "CLAVIGER_URL",
                  url,
                  "CLAVIGER_CLIENT_ID",
                  ID_PREFIX + key.apiKey().publicKey(),
                  "CLAVIGER_CLIENT_SECRET",
                  SECRET_PREFIX + key.privateKey().reveal()));
      process = builder.redirectErrorStream(true).start();
      commands = process.outputWriter();
      results = process.inputReader();
    }

    void gets(String expected, String command) throws IOException {
      commands.write(command + "\n");
      commands.flush();
      String result = Objects.requireNonNullElse(results.readLine(), "nothing: the client ended");
      assertEquals(expected, result.replace("Bearer", "bearer"), command);
    }

    @Override
    public void close() {
      process.destroy();
    }
  }
}
