package io.claviger.atlas.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process whose first owner is a service account. */
@Tag("processes")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class AccountStartTest {
  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\"clientId\":\"(mdb_sa_id_[0-9a-f]{24})\"");
  private static final int ACCOUNTS = 200;

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path data;

  @Test
  void theFirstOwnerCanBeAServiceAccount() throws Exception {
    try (ServerProcess server = ServerProcess.start(data, "--first-owner=service-account")) {
      assertEquals(List.of("organization ", "client id ", "client secret "), server.announced());
      String token = token(server.url(), server.clientId(), server.clientSecret());
      HttpResponse<String> read = send(request(server.url() + accounts(server), token).GET());
      assertEquals(200, read.statusCode());
      assertTrue(read.body().contains(server.clientId()), read.body());
    }
    try (ServerProcess again = ServerProcess.start(data, "--first-owner=service-account")) {
      assertEquals(List.of(), again.announced());
    }
    assertEquals(
        new ServerProcess.Failed(
            2, "--first-owner: must be key or service-account, not user; see --help\n"),
        ServerProcess.fail(data, "--first-owner=user"));
  }

  @Test
  void accountsThatWereAcknowledgedAreThereAfterAKill() throws Exception {
    List<String> acknowledged = new CopyOnWriteArrayList<>();
    try (ServerProcess server = ServerProcess.start(data, "--first-owner=service-account")) {
      String token = token(server.url(), server.clientId(), server.clientSecret());
      FutureTask<Void> creating =
          new FutureTask<>(() -> create(server.url() + accounts(server), token, acknowledged));
      new Thread(creating, "creates accounts").start();
      while (acknowledged.size() < ACCOUNTS && !creating.isDone()) {
        Thread.onSpinWait();
      }
      server.kill();
      assertThrows(Exception.class, creating::get, "it was cut off");
      assertTrue(acknowledged.size() >= ACCOUNTS, () -> "only " + acknowledged.size());

      try (ServerProcess again = ServerProcess.start(data, "--first-owner=service-account")) {
        String path = again.url() + accounts(server) + "?itemsPerPage=500";
        String list =
            send(request(path, token(again.url(), server.clientId(), server.clientSecret())).GET())
                .body();
        for (String id : acknowledged) {
          assertTrue(list.contains("\"" + id + "\""), () -> "lost: " + id);
        }
      }
    }
  }

  private Void create(String url, String token, List<String> acknowledged) throws Exception {
    String body =
        "{\"name\":\"kept\",\"description\":\"kept\",\"roles\":[\"ORG_MEMBER\"],\"secretExpiresAfterHours\":8}";
    while (true) {
      String answer =
          send(request(url, token)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(body)))
              .body();
      Matcher id = ID.matcher(answer);
      if (!id.find()) {
        throw new IOException("no account but " + answer);
      }
      acknowledged.add(id.group(1));
    }
  }

  private String token(String url, String clientId, String secret) throws Exception {
    byte[] pair = (clientId + ":" + secret).getBytes(StandardCharsets.US_ASCII);
    String answer =
        send(HttpRequest.newBuilder(URI.create(url + "/api/oauth/token"))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")))
            .body();
    Matcher token = TOKEN.matcher(answer);
    assertTrue(token.find(), "no token");
    return token.group(1);
  }

  private static HttpRequest.Builder request(String url, String token) {
    return HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
  }

  private static String accounts(ServerProcess server) {
    return "/api/atlas/v2/orgs/" + server.organization() + "/serviceAccounts";
  }
}
