package io.claviger.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.access.RequestLimiter;
import io.claviger.management.spi.CallerSource;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.spring.ServerApiKeyConfigurer;
import io.claviger.spring.support.TestApplication;
import io.claviger.testing.http.MountContract;
import io.claviger.testing.http.Mounted;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** The users of an application on WebFlux manage keys. */
class WebFluxMountTest {
  private static final OrganizationId ORG = new OrganizationId("acme");
  private static final String PATH = "/account/api-keys";
  private static final String JANE =
      "Basic "
          + Base64.getEncoder().encodeToString("jane:secret".getBytes(StandardCharsets.US_ASCII));

  /** Counts the uses of keys, and has a page for every path. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @RestController
  static class Application {
    final AtomicInteger uses = new AtomicInteger();

    @Bean
    RequestLimiter counting() {
      return (key, address) -> {
        uses.incrementAndGet();
        return Optional.empty();
      };
    }

    @Bean
    CallerSource<ServerWebExchange> callers() {
      return exchange ->
          exchange
              .getPrincipal()
              .map(user -> Caller.user(user.getName(), ORG, Role.ORG_OWNER))
              .blockOptional();
    }

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, ServerApiKeyConfigurer keys) {
      keys.configure(http).httpBasic(Customizer.withDefaults());
      http.csrf(
          csrf ->
              csrf.requireCsrfProtectionMatcher(
                  new AndServerWebExchangeMatcher(
                      CsrfWebFilter.DEFAULT_CSRF_MATCHER,
                      new NegatedServerWebExchangeMatcher(
                          ServerWebExchangeMatchers.pathMatchers(PATH + "/**")))));
      http.authorizeExchange(
          requests ->
              requests.pathMatchers(PATH + "/**").permitAll().anyExchange().authenticated());
      return http.build();
    }

    @RequestMapping("/**")
    String page() {
      return "a page of the application";
    }
  }

  private static TestApplication application(String... more) {
    String[] properties = {
      "claviger.management.path", PATH,
      "claviger.http.schemes", "bearer",
      "spring.security.user.name", "jane",
      "spring.security.user.password", "secret",
      "spring.webflux.base-path", more.length == 0 ? "" : more[0]
    };
    return WebFluxApplications.start(Application.class, properties);
  }

  private static Mounted mounted(TestApplication running, String prefix) {
    var keys = running.bean(Claviger.class).actingAs(Caller.application("test"));
    keys.createOrganization(NewOrganization.named("Acme").withId(ORG));
    return new Mounted(
        running.uri().resolve(prefix + PATH),
        List.of("Authorization", JANE),
        TestApplication.token(keys.create(ORG, NewApiKey.of("own", Role.ORG_OWNER))),
        running);
  }

  /** The handler says so itself, although it gets only the beginning. */
  @Test
  void aBodyThatIsTooLongIsRefused() throws Exception {
    try (TestApplication running = application()) {
      HttpRequest request =
          HttpRequest.newBuilder(running.uri().resolve(PATH + "/organizations/acme/keys"))
              .headers("Authorization", JANE, "Content-Type", "application/json")
              .header("Claviger-Request", "1")
              .POST(HttpRequest.BodyPublishers.ofString("x".repeat(1_000_000)))
              .build();
      HttpResponse<String> refused =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(413);
    }
  }

  @Nested
  class Mount extends MountContract {
    private TestApplication running;

    @Override
    protected Mounted start() {
      running = application();
      return mounted(running, "");
    }

    @Test
    void aKeyThatTheChainAdmittedIsNotCountedAgain() throws Exception {
      AtomicInteger uses = running.bean(Application.class).uses;
      uses.set(0);
      aKeyCallsForItself();
      assertThat(uses).hasValue(1);
    }
  }

  @Nested
  class BelowAPrefix extends MountContract {
    @Override
    protected Mounted start() {
      return mounted(application("/app"), "/app");
    }
  }
}
