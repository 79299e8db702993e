package io.claviger.spring.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.spring.support.TestApplication;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** Who may name the address of a client, where Spring Boot lets the server read headers. */
@ExtendWith(OutputCaptureExtension.class)
class ForwardedHeadersTest {
  private static final String KUBERNETES = "spring.main.cloud-platform=kubernetes ";
  private static final String TRUST = "claviger.http.trust-server-headers=true";
  private static final String CLIENT = "203.0.113.7";

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}

  private static String[] split(String properties) {
    return Stream.of(properties.split("[= ]")).toArray(String[]::new);
  }

  /** The proxies change nothing: the server has replaced their addresses. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        KUBERNETES,
        KUBERNETES + "claviger.http.proxies=127.0.0.1",
        "server.forward-headers-strategy=native",
        "server.forward-headers-strategy=NATIVE claviger.http.proxies=127.0.0.1",
        "server.forward-headers-strategy=none server.tomcat.remoteip.remote-ip-header=x-real-ip",
        "server.tomcat.remoteip.protocol-header=x-forwarded-proto",
      })
  void aServerThatReplacesAddressesStopsTheStart(String properties, CapturedOutput output) {
    assertThatThrownBy(() -> TestApplication.start(Application.class, split(properties)))
        .isNotNull();
    assertThat(output)
        .contains("APPLICATION FAILED TO START")
        .contains("Every machine with a private address")
        .contains("    server.forward-headers-strategy=none\n    claviger.http.proxies=")
        .contains("    " + TRUST + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {KUBERNETES + TRUST, "server.forward-headers-strategy=native " + TRUST})
  void theServerIsTrustedIfTheApplicationSaysSo(String properties) throws Exception {
    try (TestApplication running = TestApplication.start(Application.class, split(properties))) {
      assertThat(statusOf(running, "X-Forwarded-For", CLIENT)).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.0/24", "127.0.0.1"})
  void otherwiseOnlyTheDeclaredProxiesNameAddresses(String proxies) throws Exception {
    String properties =
        KUBERNETES + "server.forward-headers-strategy=none claviger.http.proxies=" + proxies;
    try (TestApplication running = TestApplication.start(Application.class, split(properties))) {
      assertThat(statusOf(running, "X-Forwarded-For", CLIENT))
          .isEqualTo(proxies.equals("127.0.0.1") ? 404 : 403);
    }
  }

  /** Returns 404 if a key that may be used at one address only is admitted, and otherwise 403. */
  private static int statusOf(TestApplication running, String... headers) throws Exception {
    String token = TestApplication.token(running.key("ORG_MEMBER", CLIENT));
    assertThat(running.get("/nothing", "X-API-Key", token).statusCode()).isIn(400, 403);
    return running.get("/nothing", "X-API-Key", token, headers[0], headers[1]).statusCode();
  }

  @Test
  void bothAnswersTogetherAreRefused(CapturedOutput output) {
    assertThatThrownBy(
            () ->
                TestApplication.start(
                    Application.class, split("claviger.http.proxies=127.0.0.1 " + TRUST)))
        .isNotNull();
    assertThat(output).contains("it is not clear who reads the headers", "Remove one of both.");
  }

  @Test
  void anApplicationWithoutAServerStarts() {
    SpringApplication job = new SpringApplication(Application.class);
    job.setWebApplicationType(WebApplicationType.NONE);
    try (TestApplication running = TestApplication.start(job, split(KUBERNETES))) {
      assertThat(running.context().isRunning()).isTrue();
    }
  }
}
