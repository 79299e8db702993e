package io.claviger.spring.webflux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.IssuedApiKey;
import io.claviger.spring.support.TestApplication;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keys beside a login page, in an application on WebFlux. */
class WebFluxLoginTest {
  private static final String PAGE = "text/html,*/*;q=0.8";
  private static final String JANE = "username=jane&password=secret";

  @Test
  void aBrowserGoesToTheLoginPageAndAClientGetsAChallenge() throws Exception {
    try (TestApplication application = ReactiveCombined.start("login")) {
      String token = TestApplication.token(application.key("ORG_READ_ONLY"));
      assertEquals(200, application.send("POST", "/me", "X-API-Key", token).statusCode());
      assertEquals(403, application.send("POST", "/me").statusCode(), "without a CSRF token");
      HttpResponse<String> browser = application.get("/me", "Accept", PAGE);
      assertEquals(302, browser.statusCode());
      assertEquals("/login", browser.headers().firstValue("Location").orElse(""));
      HttpResponse<String> client = application.get("/me", "Accept", "*/*");
      assertTrue(challenges(client).contains("ApiKey"), client::toString);
      assertEquals(List.of(), client.headers().allValues("Set-Cookie"));
      HttpResponse<String> denied = application.get("/actuator/health", "X-API-Key", token);
      assertEquals(403, denied.statusCode());
      assertEquals(List.of("application/problem+json"), denied.headers().allValues("Content-Type"));
    }
  }

  /** The key decides, and the session of the user stays as it is. */
  @Test
  void aKeyComesBeforeASession() throws Exception {
    try (TestApplication application = ReactiveCombined.start("login")) {
      IssuedApiKey key = application.key("ORG_READ_ONLY");
      String id = key.apiKey().id().value();
      String session = logIn(application);
      assertAnswer(200, "jane", application.get("/me", "Cookie", session));
      String bearer = "Bearer " + TestApplication.token(key);
      HttpResponse<String> both =
          application.send("POST", "/me", "Cookie", session, "Authorization", bearer);
      assertAnswer(200, id, both);
      HttpResponse<String> bad =
          application.get("/me", "Cookie", session, "Authorization", bearer + "x");
      assertTrue(challenges(bad).contains("ApiKey"), bad::toString);
      assertAnswer(200, "jane", application.get("/me", "Cookie", session));
    }
  }

  /** Returns the cookie of a session of Jane. */
  private static String logIn(TestApplication application) throws Exception {
    HttpResponse<String> page = application.get("/login", "Accept", PAGE);
    Matcher csrf = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(page.body());
    assertTrue(csrf.find(), page::body);
    return cookie(
        post(application, "/login", JANE + "&_csrf=" + csrf.group(1), "Cookie", cookie(page)));
  }

  private static String cookie(HttpResponse<String> response) {
    return response.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
  }

  /** It needs no CSRF token, so it must not reach what changes the session of a user. */
  @Test
  void aRequestWithABadKeyNeitherLogsInNorOut() throws Exception {
    try (TestApplication application = ReactiveCombined.start("login")) {
      for (String path : List.of("/login?username=jane&password=secret", "/logout")) {
        HttpResponse<String> refused = application.send("POST", path, "X-API-Key", "bad");
        assertEquals(401, refused.statusCode(), path);
        assertEquals(List.of(), refused.headers().allValues("Set-Cookie"), path);
      }
    }
  }

  /** The key may be that of somebody who made the browser of the user send it. */
  @Test
  void aRequestWithAGoodKeyNeitherLogsInNorOut() throws Exception {
    try (TestApplication application = ReactiveCombined.start("login")) {
      String token = TestApplication.token(application.key("ORG_READ_ONLY"));
      HttpResponse<String> in = post(application, "/login", JANE, "X-API-Key", token);
      assertEquals(List.of(), in.headers().allValues("Set-Cookie"));
      String session = logIn(application);
      HttpResponse<String> out =
          post(application, "/logout", "", "X-API-Key", token, "Cookie", session);
      assertEquals(List.of(), out.headers().allValues("Set-Cookie"));
      assertAnswer(200, "jane", application.get("/me", "Cookie", session));
    }
  }

  private static HttpResponse<String> post(
      TestApplication application, String path, String form, String... headers) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(application.uri().resolve(path))
                .headers(headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static void assertAnswer(int status, String body, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response::body);
    assertEquals(body, response.body());
    assertEquals(List.of(), response.headers().allValues("Set-Cookie"));
  }

  private static String challenges(HttpResponse<String> response) {
    assertEquals(401, response.statusCode(), response::body);
    return response.headers().allValues("WWW-Authenticate").toString();
  }
}
