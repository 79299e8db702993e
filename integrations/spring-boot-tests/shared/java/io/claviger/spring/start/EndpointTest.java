package io.claviger.spring.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import io.claviger.spring.support.TestApplication;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** The actuator endpoint. */
class EndpointTest {
  private static final String EXPOSED = "management.endpoints.web.exposure.include";

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}

  @Test
  void isOffByDefault() throws Exception {
    try (TestApplication application = TestApplication.start(Application.class, EXPOSED, "*")) {
      String token = TestApplication.token(application.key("ORG_OWNER"));
      assertThat(application.get("/actuator/claviger", "X-API-Key", token).statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void listsOrganizationsKeysAndEventsPageByPageWithoutSecrets() throws Exception {
    try (TestApplication application =
        TestApplication.start(
            Application.class, EXPOSED, "*", "management.endpoint.claviger.access", "read-only")) {
      IssuedApiKey key = application.key("ORG_READ_ONLY", "127.0.0.0/8");
      String organization = key.apiKey().organization().value();
      application
          .bean(Claviger.class)
          .actingAs(Caller.application("test"))
          .create(key.apiKey().organization(), NewApiKey.of("last", Role.ORG_MEMBER));
      String token = TestApplication.token(key);
      String secret = token.substring(token.lastIndexOf('_') + 1);

      assertThat(get(application, token, "")).contains(organization, "\"more\":false");
      String keys = get(application, token, "/" + organization + "/keys");
      assertThat(keys).contains(key.apiKey().id().value(), "127.0.0.0/8", "ORG_READ_ONLY");
      String page = get(application, token, "/" + organization + "/keys?limit=1");
      assertThat(page).contains("\"more\":true");
      String first = page.replaceAll("(?s).*?\"id\":\"([^\"]*)\".*", "$1");
      assertThat(get(application, token, "/" + organization + "/keys?after=" + first))
          .contains("\"more\":false")
          .doesNotContain(first);
      String events = get(application, token, "/" + organization + "/events");
      assertThat(events).contains("APPLICATION test", key.apiKey().id().value());
      assertThat(keys + events).doesNotContain(secret).contains("\"more\":false");
      for (String unknown : new String[] {"/0/keys", "/" + organization + "/secrets"}) {
        assertThat(application.get("/actuator/claviger" + unknown, "X-API-Key", token).statusCode())
            .isEqualTo(404);
      }
    }
  }

  @Test
  void badParametersAreTheFaultOfTheClient() throws Exception {
    try (TestApplication application =
        TestApplication.start(
            Application.class, EXPOSED, "*", "management.endpoint.claviger.access", "read-only")) {
      IssuedApiKey key = application.key("ORG_OWNER");
      String keys = "/actuator/claviger/" + key.apiKey().organization() + "/keys";
      for (String bad :
          new String[] {keys + "?limit=501", keys + "?after=A", "/actuator/claviger/A/events"}) {
        var response = application.get(bad, "X-API-Key", TestApplication.token(key));
        assertThat(response.statusCode()).as(bad).isEqualTo(400);
      }
    }
  }

  private static String get(TestApplication application, String token, String path)
      throws Exception {
    var response = application.get("/actuator/claviger" + path, "X-API-Key", token);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }
}
