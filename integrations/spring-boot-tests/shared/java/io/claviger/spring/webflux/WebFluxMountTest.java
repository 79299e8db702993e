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
import io.claviger.spring.security.ServerApiKeyConfigurer;
import io.claviger.spring.support.TestApplication;
import io.claviger.testing.http.MountContract;
import io.claviger.testing.http.Mounted;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
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
  static final String JANE =
      "Basic "
          + Base64.getEncoder().encodeToString("jane:secret".getBytes(StandardCharsets.US_ASCII));

  @Configuration(proxyBeanMethods = false)
  static class Callers {
    @Bean
    CallerSource<ServerWebExchange> callers() {
      return exchange ->
          exchange
              .getPrincipal()
              .map(user -> Caller.user(user.getName(), ORG, Role.ORG_OWNER))
              .blockOptional();
    }
  }

  /** Counts the uses of keys, and has a page for every path. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Callers.class)
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
    SecurityWebFilterChain security(ServerHttpSecurity http, ServerApiKeyConfigurer keys) {
      keys.configure(http).httpBasic(Customizer.withDefaults());
      return withoutCsrf(http)
          .authorizeExchange(
              requests ->
                  requests.pathMatchers(PATH + "/**").permitAll().anyExchange().authenticated())
          .build();
    }

    @RequestMapping("/**")
    String page() {
      return "a page of the application";
    }
  }

  /** Leaves the check of the path to its handler. */
  static ServerHttpSecurity withoutCsrf(ServerHttpSecurity http) {
    return http.csrf(
        csrf ->
            csrf.requireCsrfProtectionMatcher(
                new AndServerWebExchangeMatcher(
                    CsrfWebFilter.DEFAULT_CSRF_MATCHER,
                    new NegatedServerWebExchangeMatcher(
                        ServerWebExchangeMatchers.pathMatchers(PATH + "/**")))));
  }

  static TestApplication application(Class<?> source, String... more) {
    Stream<String> properties =
        Stream.of(
            "claviger.management.path",
            PATH,
            "claviger.http.schemes",
            "bearer",
            "spring.security.user.name",
            "jane",
            "spring.security.user.password",
            "secret");
    return WebFluxApplications.start(
        source, Stream.concat(properties, Stream.of(more)).toArray(String[]::new));
  }

  static Mounted mounted(TestApplication running, String prefix) {
    var keys = running.bean(Claviger.class).actingAs(Caller.application("test"));
    keys.createOrganization(NewOrganization.named("Acme").withId(ORG));
    return new Mounted(
        running.uri().resolve(prefix + PATH),
        List.of("Authorization", JANE),
        TestApplication.token(keys.create(ORG, NewApiKey.of("own", Role.ORG_OWNER))),
        running);
  }

  @Nested
  class Mount extends MountContract {
    private TestApplication running;

    @Override
    protected Mounted start() {
      running = application(Application.class);
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
      return mounted(application(Application.class, "spring.webflux.base-path", "/app"), "/app");
    }
  }
}
