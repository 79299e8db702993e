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
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The rules for each framework that serves access tokens. The rules are tested without a framework.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class OAuthMountContract {
  private static final String GRANT = "grant_type=client_credentials";
  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

  /** Grizzly does not read the body of a request that offers to use HTTP/2. */
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private MountedOAuth mounted;

  /** Starts the application on a free port of 127.0.0.1. */
  protected abstract MountedOAuth start() throws Exception;

  @BeforeAll
  void startServer() throws Exception {
    mounted = start();
  }

  @AfterAll
  void stopServer() throws Exception {
    mounted.server().close();
  }

  private HttpResponse<String> send(String method, String path, String secret, String form)
      throws IOException, InterruptedException {
    return send(mounted, method, path, secret, form);
  }

  private static HttpResponse<String> send(
      MountedOAuth to, String method, String path, String secret, String form)
      throws IOException, InterruptedException {
    byte[] pair = (to.id() + ":" + secret).getBytes(StandardCharsets.US_ASCII);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(to.uri() + path))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, HttpRequest.BodyPublishers.ofString(form))
            .build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Returns a new token; more parameters begin with an ampersand. */
  public static String token(MountedOAuth from, String more)
      throws IOException, InterruptedException {
    HttpResponse<String> response = send(from, "POST", "/token", from.secret(), GRANT + more);
    assertEquals(200, response.statusCode(), response::body);
    Matcher token = TOKEN.matcher(response.body());
    assertTrue(token.find());
    return token.group(1);
  }

  @Test
  void aClientGetsATokenAndEndsIt() throws Exception {
    HttpResponse<String> response = send("POST", "/token", mounted.secret(), GRANT);
    assertEquals(List.of("no-store"), response.headers().allValues("Cache-Control"));
    assertTrue(
        response.headers().firstValue("Content-Type").orElse("").startsWith("application/json"));
    HttpResponse<String> ended =
        send("POST", "/revoke", mounted.secret(), "token=" + token(mounted, ""));
    assertEquals("200 {}", ended.statusCode() + " " + ended.body());
  }

  @Test
  void theSecretMayBeInTheForm() throws Exception {
    String form = GRANT + "&client_id=" + mounted.id() + "&client_secret=" + mounted.secret();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(mounted.uri() + "/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    assertEquals(200, CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
  }

  @Test
  void aWrongSecretIsAnInvalidClient() throws Exception {
    HttpResponse<String> refused = send("POST", "/token", "x", GRANT);
    assertEquals(401, refused.statusCode());
    assertTrue(refused.body().contains("\"invalid_client\""), refused::body);
    List<String> challenges = refused.headers().allValues("WWW-Authenticate");
    assertEquals(1, challenges.size(), challenges::toString);
    assertTrue(challenges.get(0).startsWith("Basic "), challenges::toString);
  }

  @Test
  void errorsOfTheHandlerAreSent() throws Exception {
    assertError(400, "unsupported_grant_type", "POST", "/token", "grant_type=password");
    assertError(400, "invalid_request", "POST", "/token?client_secret=x", GRANT);
    assertError(405, "invalid_request", "PUT", "/token", GRANT);
    for (String path : List.of("/nothing", "/token/", "/%74oken", "/")) {
      assertError(404, "invalid_request", "POST", path, GRANT);
    }
  }

  private void assertError(int status, String error, String method, String path, String form)
      throws Exception {
    HttpResponse<String> response = send(method, path, mounted.secret(), form);
    assertEquals(status, response.statusCode(), () -> path + ": " + response.body());
    assertTrue(response.body().contains("\"" + error + "\""), response::body);
  }

  @Test
  void aPathThatOnlyBeginsAlikeIsOfTheApplication() throws Exception {
    String answer = send("POST", "-of-others/token", mounted.secret(), GRANT).body();
    assertFalse(answer.contains("access_token"), "a token was issued");
    assertFalse(answer.contains("error_description"), answer);
  }
}
