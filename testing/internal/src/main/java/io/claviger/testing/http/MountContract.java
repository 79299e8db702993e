package io.claviger.testing.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The contract of a framework that serves management, whose rules are tested without one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class MountContract {
  private static final String KEYS = "/organizations/acme/keys";
  private static final List<String> CHANGE =
      List.of("Content-Type", "application/json", "Claviger-Request", "1");
  private static final Pattern IMPORT = Pattern.compile("import .* from '([^']+)'");
  private static final String NEW_KEY =
      "{\"description\": \"d\u00e9ploiement\", \"roles\": [{\"role\": \"ORG_MEMBER\"}]}";

  private Mounted mounted;

  /** Starts the application on a free port of 127.0.0.1. */
  protected abstract Mounted start() throws Exception;

  @BeforeAll
  void startServer() throws Exception {
    mounted = start();
  }

  @AfterAll
  void stopServer() throws Exception {
    mounted.server().close();
  }

  /**
   * Sends a request to a path after that of the API, on a connection of its own: a server may close
   * a connection when it has answered without reading the body, and a client that takes it for the
   * next request just then gets no answer.
   */
  private HttpResponse<String> send(String method, String path, String body, List<String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(mounted.uri() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    // Grizzly does not read the body of a request that offers to use HTTP/2.
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> asUser(String method, String path, String body, String... more)
      throws IOException, InterruptedException {
    List<String> headers = new ArrayList<>(mounted.user());
    headers.addAll(body.isEmpty() ? List.of() : CHANGE);
    headers.addAll(List.of(more));
    return send(method, path, body, headers);
  }

  private static void assertAnswer(int status, String part, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response::body);
    assertTrue(response.body().contains(part), response::body);
    assertEquals(List.of("no-store"), response.headers().allValues("Cache-Control"));
    String type = response.headers().firstValue("Content-Type").orElse("");
    String expected = status < 400 ? "application/json" : "application/problem+json";
    assertEquals(expected, type.replaceAll("; *charset=.*", ""));
  }

  @Test
  void aUserCreatesListsAndRevokesAKey() throws Exception {
    HttpResponse<String> created = asUser("POST", KEYS, NEW_KEY);
    assertAnswer(201, "\"d\u00e9ploiement\"", created);
    assertTrue(created.body().contains("\"privateKey\""), created::body);
    String location = created.headers().firstValue("Location").orElseThrow();
    assertTrue(mounted.uri().resolve(location).toString().startsWith(mounted.uri() + KEYS));
    String key = location.substring(location.lastIndexOf('/'));

    HttpResponse<String> list = asUser("GET", KEYS + "?text=d%C3%A9p&limit=5", "");
    assertAnswer(200, key.substring(1), list);
    assertFalse(list.body().contains("privateKey"), list::body);

    HttpResponse<String> got = asUser("GET", KEYS + key, "");
    assertAnswer(200, "\"ORG_MEMBER\"", got);
    HttpResponse<String> head = asUser("HEAD", KEYS + key, "");
    assertEquals("200 ", head.statusCode() + " " + head.body());
    assertEquals(got.headers().allValues("ETag"), head.headers().allValues("ETag"));

    String changed = "{\"enabled\": false}";
    assertAnswer(412, "", asUser("PATCH", KEYS + key, changed, "If-Match", "\"other\""));
    String tag = got.headers().firstValue("ETag").orElseThrow();
    assertAnswer(200, "\"DISABLED\"", asUser("PATCH", KEYS + key, changed, "If-Match", tag));
    HttpResponse<String> revoked = asUser("DELETE", KEYS + key, "", CHANGE.toArray(String[]::new));
    assertEquals("204 ", revoked.statusCode() + " " + revoked.body());
    assertAnswer(404, "", asUser("GET", KEYS + key, ""));
  }

  @Test
  void aChangeFromAnotherSiteIsRefused() throws Exception {
    HttpResponse<String> refused = asUser("POST", KEYS, NEW_KEY, "Sec-Fetch-Site", "same-site");
    assertAnswer(403, "CROSS_SITE_REQUEST", refused);
    assertAnswer(403, "CROSS_SITE_REQUEST", asUser("POST", KEYS, NEW_KEY, "Origin", "http://a.b"));
    String own = mounted.uri().resolve("/").toString().replaceAll("/$", "");
    assertAnswer(400, "MISSING", asUser("POST", KEYS, "{}", "Origin", own));
    List<String> form =
        List.of("Content-Type", "application/x-www-form-urlencoded", "Claviger-Request", "1");
    assertAnswer(415, "", asUser("POST", KEYS, "", form.toArray(String[]::new)));
  }

  @Test
  protected void aKeyCallsForItself() throws Exception {
    HttpResponse<String> me = send("GET", "/me", "", List.of("X-API-Key", mounted.token()));
    assertAnswer(200, "\"API_KEY\"", me);
    assertTrue(me.body().contains("\"127.0.0.1\""), me::body);
    assertAnswer(200, "\"jane\"", asUser("GET", "/me", ""));
    String bad = mounted.token() + "x";
    HttpResponse<String> refused =
        send("GET", "/me", "", List.of("X-API-Key", bad, "Claviger-Request", "1"));
    assertAnswer(401, "", refused);
    assertTrue(
        refused.headers().allValues("WWW-Authenticate").stream()
            .noneMatch(each -> each.startsWith("Basic")));
  }

  @Test
  void nobodyIsAskedToLogIn() throws Exception {
    HttpResponse<String> quiet = send("GET", "/me", "", List.of("Claviger-Request", "1"));
    assertAnswer(401, "NOT_SIGNED_IN", quiet);
    List<String> challenges = quiet.headers().allValues("WWW-Authenticate");
    assertFalse(challenges.isEmpty());
    assertTrue(
        challenges.stream().noneMatch(each -> each.startsWith("Basic")), challenges::toString);
    assertEquals(List.of(), quiet.headers().allValues("Set-Cookie"));
  }

  /** The script, and the modules that it and they import, byte for byte. */
  @Test
  void theFilesOfThePageAreServedToEverybody() throws Exception {
    Set<String> modules = new TreeSet<>();
    readModules(URI.create("/claviger-keys.js"), modules);
    assertTrue(modules.size() > 2, modules::toString);
    assertAnswer(405, "", send("POST", "/claviger-keys.js", "", List.of()));
    assertAnswer(404, "NOT_FOUND", send("GET", "/claviger-keys/", "", List.of()));
    assertAnswer(404, "NOT_FOUND", send("GET", "/claviger-keys/nothing.js", "", List.of()));
  }

  private void readModules(URI path, Set<String> modules) throws Exception {
    if (modules.add(path.toString())) {
      Matcher imports = IMPORT.matcher(file(path.toString()));
      while (imports.find()) {
        readModules(path.resolve(imports.group(1)), modules);
      }
    }
  }

  private String file(String path) throws Exception {
    HttpResponse<String> file = send("GET", path, "", List.of("Sec-Fetch-Site", "cross-site"));
    assertEquals(200, file.statusCode(), path);
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    byte[] sum = hash.digest(file.body().getBytes(StandardCharsets.UTF_8));
    String tag = '"' + HexFormat.of().formatHex(sum, 0, 16) + '"';
    assertFileHeaders(tag, file);
    assertEquals(
        List.of("text/javascript;charset=utf-8"),
        file.headers().allValues("Content-Type").stream()
            .map(type -> type.toLowerCase(Locale.ROOT).replace(" ", ""))
            .toList());
    HttpResponse<String> head = send("HEAD", path, "", List.of());
    assertEquals("200 ", head.statusCode() + " " + head.body());
    assertFileHeaders(tag, head);
    HttpResponse<String> known = send("GET", path, "", List.of("If-None-Match", tag));
    assertEquals("304 ", known.statusCode() + " " + known.body());
    assertFileHeaders(tag, known);
    return file.body();
  }

  private static void assertFileHeaders(String tag, HttpResponse<String> response) {
    assertEquals(List.of(tag), response.headers().allValues("ETag"));
    assertEquals(List.of("public, no-cache"), response.headers().allValues("Cache-Control"));
    assertEquals(
        List.of("nosniff"),
        response.headers().allValues("X-Content-Type-Options").stream().distinct().toList());
    assertEquals(
        List.of("same-origin"), response.headers().allValues("Cross-Origin-Resource-Policy"));
  }

  @Test
  void aPathThatOnlyBeginsAlikeIsOfTheApplication() throws Exception {
    String answer = send("GET", "-of-others/me", "", List.of()).body();
    assertFalse(answer.contains("\"code\""), answer);
  }

  /** The path is compared as it was sent. */
  @Test
  void otherPathsAndMethodsAreRefused() throws Exception {
    for (String path : List.of("/nothing", "/me/", "/%6De", "/")) {
      assertAnswer(404, "\"NOT_FOUND\"", asUser("GET", path, ""));
    }
    assertAnswer(405, "", asUser("OPTIONS", "/me", ""));
    // The last one: its body is not read, so the server may close the connection.
    HttpResponse<String> put = asUser("PUT", "/me", "{}");
    assertAnswer(405, "METHOD_NOT_ALLOWED", put);
    assertEquals(List.of("GET, HEAD"), put.headers().allValues("Allow"));
  }
}
