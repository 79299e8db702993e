package io.claviger.spring.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.IssuedApiKey;
import io.claviger.spring.support.TestApplication;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The chains that docs/spring-boot-security.md shows. */
class OwnChainsTest {
  private static final String PROBLEM = "application/problem+json";
  private static final String ROLE = "claviger.permissions.ORG_READ_ONLY";
  private static final String[] JWT = {"Authorization", "Bearer " + Combined.JWT};
  private static final String[] BAD_JWT = {"Authorization", "Bearer a.b.c"};

  @Test
  void inOneChainEachRefusalIsAProblemDocument() throws Exception {
    try (TestApplication application =
        TestApplication.start(LoginJwtAndKeys.class, ROLE, "reports.read")) {
      String[] key = {"X-API-Key", TestApplication.token(application.key("ORG_MEMBER"))};
      String[] session = {"Cookie", login(application)};
      assertEquals(200, application.get("/me", key).statusCode());
      assertEquals("jane", application.get("/me", JWT).body());
      assertEquals("jane", application.get("/me", session).body());

      assertProblem(401, application.get("/me"));
      assertProblem(401, application.get("/me", "X-API-Key", "bad"));
      HttpResponse<String> badJwt = application.get("/me", BAD_JWT);
      assertProblem(401, badJwt);
      assertTrue(badJwt.headers().toString().contains("error=\"invalid_token\""), badJwt::toString);
      assertProblem(403, application.get("/reports", key));
      assertProblem(403, application.get("/reports", JWT));
      assertProblem(403, application.get("/reports", session));
      assertProblem(403, application.send("POST", "/me", session)); // without a CSRF token
      assertProblem(403, application.send("POST", "/me"));

      assertEquals(302, application.get("/me", "Accept", "text/html").statusCode());
      String cookie = session[1];
      HttpResponse<String> page =
          application.get("/reports", "Cookie", cookie, "Accept", "text/html");
      assertEquals(403, page.statusCode());
      assertTrue(page.body().contains("<html"), page::body);
      assertEquals(404, application.get("/nothing", key).statusCode());
    }
  }

  @Test
  void inTwoChainsKeysAndLoginsHavePathsOfTheirOwn() throws Exception {
    try (TestApplication application =
        TestApplication.start(TwoChains.class, ROLE, "reports.read")) {
      String[] reader = {"X-API-Key", TestApplication.token(application.key("ORG_READ_ONLY"))};
      String[] member = {"X-API-Key", TestApplication.token(application.key("ORG_MEMBER"))};
      String[] session = {"Cookie", login(application)};
      assertEquals(200, application.get("/api/me", reader).statusCode());
      assertEquals(200, application.send("POST", "/api/me", reader).statusCode());
      assertEquals(404, application.get("/api/nothing", reader).statusCode());
      assertProblem(401, application.get("/api/me"));
      assertProblem(401, application.get("/api/me", "Accept", "text/html"));
      assertProblem(401, application.get("/api/me", session));
      assertProblem(401, application.get("/api/me", BAD_JWT));
      assertProblem(403, application.get("/api/me", member));
      assertProblem(403, application.get("/api/me", JWT));

      assertEquals("jane", application.get("/me", session).body());
      assertEquals(302, application.get("/me", reader).statusCode());
    }
  }

  @Test
  void probesAndPrometheusNeedNoCredentialOnTheirOwnPort() throws Exception {
    try (TestApplication application =
        TestApplication.start(
            TwoChains.class,
            "management.server.port",
            "0",
            "management.endpoints.web.exposure.include",
            "*")) {
      for (String path : List.of("/actuator/health", "/actuator/prometheus")) {
        assertEquals(200, application.get(application.management(path)).statusCode(), path);
        assertEquals(302, application.get(path).statusCode(), path);
      }
      String environment = application.management("/actuator/env");
      IssuedApiKey owner = application.key("ORG_OWNER");
      assertTrue(application.get(environment).statusCode() >= 401);
      assertTrue(
          application.get(environment, "X-API-Key", TestApplication.token(owner)).statusCode()
              >= 401);
    }
  }

  /** Logs in as the login page does, and returns the cookie of the session. */
  private static String login(TestApplication application) throws Exception {
    HttpResponse<String> page = application.get("/login");
    String token = page.body().replaceAll("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]+)\".*", "$1");
    HttpResponse<String> done =
        application.send(
            "POST", "/login?username=jane&password=secret&_csrf=" + token, "Cookie", cookie(page));
    return cookie(done);
  }

  private static String cookie(HttpResponse<String> response) {
    return response.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
  }

  private static void assertProblem(int status, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response::body);
    String type = response.headers().firstValue("Content-Type").orElse("");
    assertTrue(type.startsWith(PROBLEM), type);
    assertTrue(response.body().contains("\"status\":" + status), response::body);
  }
}
