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

  private static final String PORT = "management.server.port";
  private static final String ACCESS = "management.endpoint.claviger.access";

  @Test
  void isOffByDefault() throws Exception {
    try (TestApplication application =
        TestApplication.start(Application.class, EXPOSED, "*", PORT, "0")) {
      assertThat(application.get(application.management("/actuator/claviger")).statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void listsOrganizationsKeysAndEventsPageByPageWithoutSecrets() throws Exception {
    try (TestApplication application =
        TestApplication.start(Application.class, EXPOSED, "*", PORT, "0", ACCESS, "read-only")) {
      IssuedApiKey key = application.key("ORG_READ_ONLY", "127.0.0.0/8");
      String organization = key.apiKey().organization().value();
      application
          .bean(Claviger.class)
          .actingAs(Caller.application("test"))
          .create(key.apiKey().organization(), NewApiKey.of("last", Role.ORG_MEMBER));
      String token = TestApplication.token(key);
      String secret = token.substring(token.lastIndexOf('_') + 1);

      assertThat(get(application, "")).contains(organization, "\"more\":false");
      String keys = get(application, "/" + organization + "/keys");
      assertThat(keys).contains(key.apiKey().id().value(), "127.0.0.0/8", "ORG_READ_ONLY");
      String page = get(application, "/" + organization + "/keys?limit=1");
      assertThat(page).contains("\"more\":true");
      String first = page.replaceAll("(?s).*?\"id\":\"([^\"]*)\".*", "$1");
      assertThat(get(application, "/" + organization + "/keys?after=" + first))
          .contains("\"more\":false")
          .doesNotContain(first);
      String events = get(application, "/" + organization + "/events");
      assertThat(events).contains("APPLICATION test", key.apiKey().id().value());
      assertThat(keys + events).doesNotContain(secret).contains("\"more\":false");
      for (String unknown : new String[] {"/0/keys", "/" + organization + "/secrets"}) {
        assertThat(
                application
                    .get(application.management("/actuator/claviger" + unknown))
                    .statusCode())
            .isEqualTo(404);
      }
    }
  }

  @Test
  void badParametersAreTheFaultOfTheClient() throws Exception {
    try (TestApplication application =
        TestApplication.start(Application.class, EXPOSED, "*", PORT, "0", ACCESS, "read-only")) {
      IssuedApiKey key = application.key("ORG_OWNER");
      String keys = "/actuator/claviger/" + key.apiKey().organization() + "/keys";
      for (String bad :
          new String[] {keys + "?limit=501", keys + "?after=A", "/actuator/claviger/A/events"}) {
        var response = application.get(application.management(bad));
        assertThat(response.statusCode()).as(bad).isEqualTo(400);
      }
    }
  }

  private static String get(TestApplication application, String path) throws Exception {
    var response = application.get(application.management("/actuator/claviger" + path));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }
}
