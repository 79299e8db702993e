package io.claviger.atlas.start;

import static org.apache.commons.codec.digest.DigestUtils.sha256Hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.importing.FastHash;
import io.claviger.importing.ImportedFormat;
import io.claviger.importing.ImportedHash;
import io.claviger.importing.ImportedKey;
import io.claviger.importing.ImportedSecret;
import io.claviger.importing.Importer;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.store.jdbc.embedded.EmbeddedApiKeyStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server accepts the keys of other systems as before, beside its own. */
@Tag("processes")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OldKeysTest {
  private static final String PATH = "/api/atlas/v1.0/orgs";
  private static final String SHOP = "(?<id>[0-9]{1,18})[|](?<secret>[0-9A-Za-z]{10})";
  private static final String CLIENT = "(?<id>client-[0-9]):(?<secret>[0-9A-Za-z]{8,20})";
  private static final String WHOLE = "legacy[0-9]{10}";

  /** Made of s3cretOfClient1 by Bouncy Castle. */
  private static final String BCRYPT =
      "$2b$04$KBCwKxOzLha2MUDgW0PjXert4BBQHXYy3XKIB9aYkx3QhQWE4lt1e";

  @TempDir Path data;
  @TempDir Path settings;

  @Test
  void oldKeysAndNewOnesAreAccepted() throws Exception {
    String publicKey;
    String privateKey;
    ImportedSecret shop =
        ImportedFormat.of("shop", SHOP)
            .hashed("17", FastHash.sha256().stored(sha256Hex("aB3dE6gH9j")));
    try (ServerProcess server = ServerProcess.start(data)) {
      publicKey = server.publicKey();
      privateKey = server.privateKey();
      server.stop();
      importKeys(new OrganizationId(server.organization()), shop);
    }
    try (ServerProcess server = start()) {
      assertEquals(401, digest(server, shop.publicKey().value(), "aB3dE6gH9j"));
      assertEquals(200, call(server, "Authorization", "Bearer 17|aB3dE6gH9j"));
      assertEquals(401, call(server, "Authorization", "Bearer 17|aB3dE6gH9x"));
      assertEquals(401, call(server, "Authorization", "Bearer 18|aB3dE6gH9j"));
      assertEquals(200, call(server, "Authorization", basic("client-1:s3cretOfClient1")));
      assertEquals(401, call(server, "Authorization", basic("client-1:s3cretOfClient2")));
      assertEquals(200, call(server, "X-API-Key", "legacy0123456789"));
      assertEquals(401, call(server, "X-API-Key", "legacy0123456780"));

      assertEquals(200, digest(server, publicKey, privateKey));
      assertEquals(401, call(server, "Authorization", basic(publicKey + ":" + privateKey)));
      String challenge =
          TokensTest.call(server, "None").headers().firstValue("WWW-Authenticate").orElseThrow();
      assertTrue(challenge.startsWith("Digest "), challenge);
      // The first use makes the verifier of Digest in the background.
      int status = digest(server, shop.publicKey().value(), "aB3dE6gH9j");
      while (status == 401) {
        status = digest(server, shop.publicKey().value(), "aB3dE6gH9j");
      }
      assertEquals(200, status);
      server.stop();
    }
    try (ServerProcess server = ServerProcess.start(data)) {
      assertEquals(401, call(server, "Authorization", "Bearer 17|aB3dE6gH9j"));
    }
  }

  private ServerProcess start() throws Exception {
    List<String> shop = List.of("name=shop", "credential=" + SHOP, "hash=sha256");
    List<String> client = List.of("name=client", "credential=" + CLIENT, "hash=bcrypt");
    List<String> legacy =
        List.of("name=legacy", "credential=" + WHOLE, "hash=sha256", "header=X-API-Key");
    String[] options =
        Stream.of(shop, client, legacy)
            .flatMap(lines -> Stream.of("--old-keys", file(lines).toString()))
            .toArray(String[]::new);
    return ServerProcess.start(data, options);
  }

  private Path file(List<String> lines) {
    try {
      return Files.write(settings.resolve(lines.get(0)), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void importKeys(OrganizationId organization, ImportedSecret shop) throws Exception {
    ImportedSecret client =
        ImportedFormat.of("client", CLIENT).hashed("client-1", ImportedHash.parse(BCRYPT));
    FastHash hash = FastHash.sha256();
    ImportedSecret legacy =
        ImportedFormat.byDigest("legacy", WHOLE, hash)
            .hashed(hash.stored(sha256Hex("legacy0123456789")));
    byte[] pepper = HexFormat.of().parseHex(Files.readString(data.resolve("pepper")).strip());
    try (EmbeddedApiKeyStore store = EmbeddedApiKeyStore.open(data.resolve("keys"));
        Claviger claviger = Claviger.builder(store).peppers(Peppers.of(1, pepper)).build()) {
      Stream<ImportedKey> keys =
          Stream.of(shop, client, legacy)
              .map(
                  secret ->
                      ImportedKey.of(
                          organization, secret, NewApiKey.of("old", Role.ORG_READ_ONLY)));
      assertEquals(3, Importer.builder(claviger, "test").build().run(keys).total().created());
    }
  }

  private static int digest(ServerProcess server, String publicKey, String privateKey)
      throws Exception {
    return TokensTest.call(server, TokensTest.digest(server, publicKey, privateKey)).statusCode();
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static int call(ServerProcess server, String header, String value) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + PATH)).header(header, value).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
