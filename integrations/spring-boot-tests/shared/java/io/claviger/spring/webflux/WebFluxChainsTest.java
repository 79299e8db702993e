package io.claviger.spring.webflux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.IssuedApiKey;
import io.claviger.spring.support.TestApplication;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys beside other ways to authenticate, in chains of an application on WebFlux. */
class WebFluxChainsTest {
  private static final String PAGE = "text/html,*/*;q=0.8";
  private static final String JANE =
      "Basic "
          + Base64.getEncoder().encodeToString("jane:secret".getBytes(StandardCharsets.US_ASCII));

  @ParameterizedTest
  @ValueSource(strings = {"keys-first", "keys-last"})
  void aKeyAndAJwtAreBothAccepted(String profile) throws Exception {
    try (TestApplication application = ReactiveCombined.start(profile)) {
      IssuedApiKey key = application.key("ORG_READ_ONLY");
      String token = TestApplication.token(key);
      String id = key.apiKey().id().value();
      assertAnswer(200, id, application.get("/me", "X-API-Key", token));
      assertAnswer(200, id, application.get("/me", "Authorization", "Bearer " + token));
      assertAnswer(200, id, application.send("POST", "/me", "Authorization", "Bearer " + token));
      assertAnswer(
          200, "jane", application.get("/me", "Authorization", "Bearer " + ReactiveCombined.JWT));

      String missing = challenges(application.get("/me"));
      assertTrue(missing.contains("ApiKey realm=\"API\", header=\"X-API-Key\""), missing);
      String badJwt = challenges(application.get("/me", "Authorization", "Bearer a.b.c"));
      assertTrue(badJwt.contains("error=\"invalid_token\""), badJwt);
      HttpResponse<String> mistyped =
          application.get("/me", "Authorization", "Bearer " + token + "x");
      assertFalse(challenges(mistyped).contains("invalid_token"), mistyped::toString);
    }
  }

  /** The same exception in a browser shows the page of the application. */
  @Test
  void aRefusalOfManagementIsAProblemDocument() throws Exception {
    try (TestApplication application = ReactiveCombined.start("keys-first")) {
      String token = TestApplication.token(application.key("ORG_READ_ONLY"));
      HttpResponse<String> refused = application.get("/refused", "X-API-Key", token);
      assertEquals(503, refused.statusCode());
      assertEquals(List.of("1"), refused.headers().allValues("Retry-After"));
      assertEquals(
          List.of("application/problem+json"), refused.headers().allValues("Content-Type"));
      HttpResponse<String> page = application.get("/refused", "X-API-Key", token, "Accept", PAGE);
      assertEquals(503, page.statusCode());
      assertEquals(List.of("1"), page.headers().allValues("Retry-After"));
      assertTrue(page.body().contains("<html"), page::body);
    }
  }

  @Test
  void aKeyIsOnlyOfTheChainThatTakesKeys() throws Exception {
    try (TestApplication application = ReactiveCombined.start("two")) {
      IssuedApiKey key = application.key("ORG_READ_ONLY");
      String token = TestApplication.token(key);
      String id = key.apiKey().id().value();
      assertAnswer(200, id, application.get("/api/me", "X-API-Key", token));
      assertTrue(challenges(application.get("/api/me")).contains("ApiKey"));
      assertTrue(challenges(application.get("/api/me", "Authorization", JANE)).contains("ApiKey"));
      assertAnswer(200, "jane", application.get("/me", "Authorization", JANE));
      assertFalse(challenges(application.get("/me", "X-API-Key", token)).contains("ApiKey"));
    }
  }

  /** HEAD has the headers of GET without its body, and OPTIONS needs a key, too. */
  @Test
  void eachMethodNeedsAKey() throws Exception {
    try (TestApplication application = ReactiveCombined.start("keys-first")) {
      String token = TestApplication.token(application.key("ORG_READ_ONLY"));
      assertAnswer(200, "", application.send("HEAD", "/me", "X-API-Key", token));
      HttpResponse<String> refused = application.send("HEAD", "/me", "X-API-Key", "bad");
      assertEquals("", refused.body());
      assertEquals(
          application.get("/me", "X-API-Key", "bad").headers().allValues("Content-Length"),
          refused.headers().allValues("Content-Length"));
      assertTrue(challenges(refused).contains("ApiKey"), refused::toString);
      assertTrue(challenges(application.send("OPTIONS", "/me")).contains("ApiKey"));
      assertEquals(200, application.send("OPTIONS", "/me", "X-API-Key", token).statusCode());
    }
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
