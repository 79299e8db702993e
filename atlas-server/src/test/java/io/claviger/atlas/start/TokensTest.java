package io.claviger.atlas.start;

import static org.apache.commons.codec.digest.DigestUtils.md5Hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server with tokens takes, and what one without them offers. */
@Tag("processes")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TokensTest {
  private static final String PATH = "/api/atlas/v1.0/";
  private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");

  @TempDir Path data;

  @Test
  void theFirstKeyIsTakenByBearerBasicAndDigest() throws Exception {
    try (ServerProcess server = start("--basic", "--tokens", "acme")) {
      String token = server.privateKey();
      assertTrue(token.startsWith("acme_" + server.publicKey() + "_"));
      assertTrue(server.publicKey().matches("[0-9a-z]{16}"), server.publicKey());
      assertEquals(200, call(server, "Bearer " + token).statusCode());
      assertEquals(401, call(server, "Bearer " + token + "0").statusCode());
      assertEquals(
          200, new RestClient(server.url(), server.publicKey(), token).get(PATH).statusCode());
      assertEquals(200, call(server, digest(server, server.publicKey(), token)).statusCode());
    }
  }

  @Test
  void nothingIsOfferedThatCannotSucceed() throws Exception {
    try (ServerProcess server = start("--basic", "--tokens", "acme")) {
      assertEquals(List.of("Digest", "Basic", "Bearer"), challenges(server));
    }
    try (ServerProcess server = start("--basic")) {
      assertEquals(List.of("Digest", "Basic"), challenges(server));
    }
    try (ServerProcess server = start()) {
      assertEquals(List.of("Digest"), challenges(server));
    }
  }

  private ServerProcess start(String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of("--store", "memory"));
    all.addAll(List.of(options));
    return ServerProcess.start(data, all.toArray(String[]::new));
  }

  private static List<String> challenges(ServerProcess server) throws Exception {
    return call(server, "None").headers().allValues("WWW-Authenticate").stream()
        .map(challenge -> challenge.split(" ", 2)[0])
        .toList();
  }

  static String digest(ServerProcess server, String publicKey, String privateKey) throws Exception {
    String challenge = call(server, "None").headers().firstValue("WWW-Authenticate").orElseThrow();
    Matcher nonce = NONCE.matcher(challenge);
    assertTrue(nonce.find(), challenge);
    String ha1 = md5Hex(publicKey + ":MMS Public API:" + privateKey);
    String response =
        md5Hex(ha1 + ":" + nonce.group(1) + ":00000001:c:auth:" + md5Hex("GET:" + PATH));
    return "Digest username=\"%s\", realm=\"MMS Public API\", nonce=\"%s\", uri=\"%s\", algorithm=MD5, qop=auth, nc=00000001, cnonce=\"c\", response=\"%s\""
        .formatted(publicKey, nonce.group(1), PATH, response);
  }

  static HttpResponse<String> call(ServerProcess server, String authorization) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.url() + PATH))
                .header("Authorization", authorization)
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
