package io.claviger.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.springSecurity;

import io.claviger.model.IssuedApiKey;
import io.claviger.spring.support.TestApplication;
import io.claviger.test.spring.WithApiKey;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The application of the page does what it says. */
@SpringBootTest(
    classes = ReactiveReports.class,
    properties = {
      "spring.main.web-application-type=reactive",
      "claviger.token-prefix=acme",
      "claviger.roles.organization=REPORT_READER",
      "claviger.permissions.REPORT_READER=reports.read",
      "claviger.management.path=/account/api-keys",
      "keys.datasource.jdbc-url=jdbc:h2:mem:keys"
    })
class ReactiveReportsTest {
  private final WebTestClient client;

  ReactiveReportsTest(@Autowired ApplicationContext context) {
    client =
        WebTestClient.bindToApplicationContext(context)
            .apply(springSecurity())
            .configureClient()
            .build();
  }

  @Test
  @WithApiKey(permissions = "reports.read")
  void aKeyWithThePermissionIsAdmitted() {
    client.get().uri("/reports").exchange().expectStatus().isOk();
  }

  @Test
  @WithApiKey
  void aKeyWithoutItIsForbidden() {
    client.get().uri("/reports").exchange().expectStatus().isForbidden();
  }

  /** Without a port, a request has no address; on a port it is answered with 401. */
  @Test
  void aMockedRequestWithoutAKeyHasNoAddress() {
    client.get().uri("/reports").exchange().expectStatus().isBadRequest();
  }

  /** It needs no CSRF token, although no header is sent. */
  @Test
  @WithApiKey
  void aKeyOfNoStoreCannotManageKeys() {
    client
        .post()
        .uri("/keys/0123456789abcdef01234567/rotate")
        .exchange()
        .expectStatus()
        .isEqualTo(401);
  }

  @Test
  void aKeyIsRotatedOnAThreadThatMayWait() throws Exception {
    try (TestApplication running =
        WebFluxApplications.start(
            ReactiveReports.class,
            "claviger.store",
            "jdbc",
            "claviger.management.path",
            "/account/api-keys",
            "keys.datasource.jdbc-url",
            "jdbc:h2:mem:" + UUID.randomUUID())) {
      IssuedApiKey key = running.key("ORG_OWNER");
      HttpResponse<String> rotated =
          running.send(
              "POST",
              "/keys/" + key.apiKey().id() + "/rotate",
              "X-API-Key",
              TestApplication.token(key));
      assertThat(rotated.statusCode()).isEqualTo(200);
      assertThat(running.get("/reports", "X-API-Key", rotated.body()).statusCode()).isEqualTo(403);
      assertThat(running.get("/reports").statusCode()).isEqualTo(401);
      assertThat(running.get("/actuator/health").statusCode()).isEqualTo(200);
      assertThat(running.get("/account/api-keys/me").body()).contains("NOT_SIGNED_IN");
    }
  }
}
