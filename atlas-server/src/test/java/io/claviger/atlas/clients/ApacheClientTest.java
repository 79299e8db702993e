package io.claviger.atlas.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claviger.atlas.start.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Digest of Apache HttpClient 5, through the whole life of a key. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ApacheClientTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A status, and the document if there is one. */
  private record Answer(int status, JsonNode document) {
    private String text(String name) {
      return document.path(name).asText();
    }
  }

  private ServerProcess server;
  private CloseableHttpClient client;
  private String keys;

  @BeforeAll
  void start(@TempDir Path data) throws IOException {
    server = ServerProcess.start(data, "--store", "memory");
    client = client(server.publicKey(), server.privateKey());
    keys = server.url() + "/api/atlas/v1.0/orgs/" + server.organization() + "/apiKeys";
  }

  @AfterAll
  void stop() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void aKeyLives() throws Exception {
    Answer created = call("POST", keys, "{\"desc\":\"Überall 🔑\",\"roles\":[\"ORG_MEMBER\"]}");
    assertEquals(200, created.status());
    String key = keys + "/" + created.text("id");

    assertEquals("Überall 🔑", call("GET", key, "").text("desc"));
    assertTrue(call("GET", key, "").text("privateKey").startsWith("********-****-****-"));
    try (CloseableHttpClient itself =
        client(created.text("publicKey"), created.text("privateKey"))) {
      assertEquals(200, call(itself, "GET", key, "").status());
    }
    assertEquals("changed", call("PATCH", key, "{\"desc\":\"changed\"}").text("desc"));
    Answer listed = call("POST", key + "/whitelist", "[{\"cidrBlock\":\"203.0.113.0/24\"}]");
    assertEquals("203.0.113.0/24", listed.document().at("/results/0/cidrBlock").asText());
    String entry = key + "/whitelist/203.0.113.0%2F24";
    assertEquals("203.0.113.0/24", call("GET", entry, "").text("cidrBlock"));
    assertEquals(204, call("DELETE", entry, "").status());
    assertEquals(204, call("DELETE", key, "").status());
    assertEquals("API_KEY_NOT_FOUND", call("GET", key + "?pretty=true", "").text("errorCode"));
  }

  @Test
  void aWrongPrivateKeyIsNobodys() throws Exception {
    try (CloseableHttpClient wrong =
        client(server.publicKey(), "00000000-0000-4000-8000-000000000000")) {
      assertEquals(401, call(wrong, "GET", keys, "").status());
    }
  }

  @Test
  void manyAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(10);
    try {
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        answers.add(threads.submit(() -> call("GET", keys + "?includeCount=true", "")));
      }
      for (Future<Answer> answer : answers) {
        assertEquals(200, answer.get().status());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static CloseableHttpClient client(String publicKey, String privateKey) {
    BasicCredentialsProvider credentials = new BasicCredentialsProvider();
    credentials.setCredentials(
        new AuthScope(null, -1),
        new UsernamePasswordCredentials(publicKey, privateKey.toCharArray()));
    return HttpClients.custom().setDefaultCredentialsProvider(credentials).build();
  }

  private Answer call(String method, String url, String body) throws IOException {
    return call(client, method, url, body);
  }

  private static Answer call(CloseableHttpClient client, String method, String url, String body)
      throws IOException {
    ClassicRequestBuilder request = ClassicRequestBuilder.create(method).setUri(URI.create(url));
    if (!body.isEmpty()) {
      request.setEntity(body, ContentType.APPLICATION_JSON);
    }
    return client.execute(
        request.build(),
        answer -> {
          String text = answer.getEntity() == null ? "" : EntityUtils.toString(answer.getEntity());
          JsonNode document = JSON.readTree(text.isEmpty() ? "{}" : text);
          assertNotNull(document);
          return new Answer(answer.getCode(), document);
        });
  }
}
