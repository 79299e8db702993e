package io.claviger.spring.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.spring.support.TestApplication;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;

/** Keys beside other ways to authenticate, in one chain. */
class CombinedTest {
  private static TestApplication start(String profile, String... more) {
    SpringApplication application = new SpringApplication(Combined.class);
    application.setAdditionalProfiles(profile);
    return TestApplication.start(application, more);
  }

  @ParameterizedTest
  @ValueSource(strings = {"keys-first", "jwt-first"})
  void aKeyAndAJwtAreBothAccepted(String profile) throws Exception {
    try (TestApplication application = start(profile)) {
      IssuedApiKey key = application.key("ORG_READ_ONLY");
      String token = TestApplication.token(key);
      String id = key.apiKey().id().value();
      assertAnswer(200, id, application.get("/me", "X-API-Key", token));
      assertAnswer(200, id, application.get("/me", "Authorization", "Bearer " + token));
      assertAnswer(200, id, application.send("POST", "/me", "Authorization", "Bearer " + token));
      assertAnswer(200, "jane", application.get("/me", "Authorization", "Bearer " + Combined.JWT));

      assertAnswer(200, id, application.get("/later", "X-API-Key", token));

      HttpResponse<String> refused = application.get("/refused", "X-API-Key", token);
      assertEquals(503, refused.statusCode());
      assertEquals(List.of("1"), refused.headers().allValues("Retry-After"));
      assertEquals(
          List.of("application/problem+json"), refused.headers().allValues("Content-Type"));
      HttpResponse<String> page =
          application.get("/refused", "X-API-Key", token, "Accept", "text/html,*/*;q=0.8");
      assertEquals(503, page.statusCode());
      assertEquals(List.of("1"), page.headers().allValues("Retry-After"));
      assertTrue(page.body().contains("<html"), page::body);

      String missing = challenges(application.get("/me"));
      assertTrue(missing.contains("ApiKey realm=\"API\", header=\"X-API-Key\""), missing);
      assertTrue(missing.contains("Bearer realm=\"API\""), missing);
      String badJwt = challenges(application.get("/me", "Authorization", "Bearer a.b.c"));
      assertTrue(badJwt.contains("error=\"invalid_token\""), badJwt);
      String badKey = challenges(application.get("/me", "X-API-Key", token + "x"));
      assertTrue(badKey.contains("ApiKey"), badKey);
      HttpResponse<String> mistyped =
          application.get("/me", "Authorization", "Bearer " + token + "x");
      assertEquals(
          List.of("application/problem+json"), mistyped.headers().allValues("Content-Type"));
      assertFalse(challenges(mistyped).contains("invalid_token"), mistyped::toString);
      // The page for errors is protected too, so the missing CSRF token is answered with 401.
      assertNotEquals(200, application.send("POST", "/me").statusCode());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"login-first", "login-last"})
  void aBrowserGoesToTheLoginPageAndAClientGetsAChallenge(String profile) throws Exception {
    try (TestApplication application = start(profile)) {
      IssuedApiKey key = application.key("ORG_READ_ONLY");
      assertAnswer(
          200,
          key.apiKey().id().value(),
          application.send("POST", "/me", "X-API-Key", TestApplication.token(key)));
      HttpResponse<String> browser = application.get("/me", "Accept", "text/html,*/*;q=0.8");
      assertEquals(302, browser.statusCode());
      assertTrue(browser.headers().firstValue("Location").orElse("").endsWith("/login"));
      HttpResponse<String> client = application.get("/me", "Accept", "*/*");
      assertTrue(challenges(client).contains("ApiKey"), client::toString);
      assertEquals(List.of(), client.headers().allValues("Set-Cookie"));
    }
  }

  /** It needs no CSRF token, so it must not reach what changes the session of a user. */
  @ParameterizedTest
  @ValueSource(strings = {"login-first", "login-last"})
  void aRequestWithABadKeyNeitherLogsInNorOut(String profile) throws Exception {
    try (TestApplication application = start(profile)) {
      for (String path : List.of("/login?username=jane&password=secret", "/logout")) {
        HttpResponse<String> refused = application.send("POST", path, "X-API-Key", "bad");
        assertEquals(401, refused.statusCode(), path);
        assertEquals(List.of(), refused.headers().allValues("Set-Cookie"), path);
      }
    }
  }

  @Test
  void aKeyReadsNoEndpointOfTheActuatorExceptHealth() throws Exception {
    try (TestApplication application =
        start("login-last", "management.endpoints.web.exposure.include", "*")) {
      IssuedApiKey owner = application.key("ORG_OWNER");
      assertEquals(200, application.get("/actuator/health").statusCode());
      assertEquals(403, status(application, "/actuator/metrics", owner));
    }
  }

  @Test
  void aPermissionOnAProjectIsTakenFromThePath() throws Exception {
    try (TestApplication application =
        start(
            "projects",
            "claviger.roles.project",
            "DEPLOYER",
            "claviger.permissions.DEPLOYER",
            "deploys.create")) {
      var keys = application.bean(Claviger.class).actingAs(Caller.application("test"));
      IssuedApiKey other = application.key("ORG_READ_ONLY");
      IssuedApiKey owner = application.key("ORG_OWNER");
      IssuedApiKey deployer =
          keys.create(
              owner.apiKey().organization(),
              NewApiKey.of("deployer", Role.ORG_MEMBER)
                  .withProjectRole(new ProjectId("web"), new Role("DEPLOYER")));
      assertEquals(200, status(application, "/projects/web/me", deployer));
      assertEquals(403, status(application, "/projects/app/me", deployer));
      assertEquals(403, status(application, "/projects/a%20b/me", deployer));
      assertEquals(403, status(application, "/projects/web/me", other));
      assertEquals(200, status(application, "/projects/web/me", owner));
      assertEquals(403, status(application, "/projects/app/me", owner));
    }
  }

  private static int status(TestApplication application, String path, IssuedApiKey key)
      throws Exception {
    return application.get(path, "X-API-Key", TestApplication.token(key)).statusCode();
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
