package io.claviger.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.model.IssuedApiKey;
import io.claviger.spring.security.ServerApiKeyConfigurer;
import io.claviger.spring.support.TestApplication;
import io.claviger.testing.http.MountedOAuth;
import io.claviger.testing.http.OAuthMountContract;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableReactiveMethodSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** An application on WebFlux exchanges keys for tokens, and takes these as Bearer. */
class WebFluxOAuthTest {
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @EnableReactiveMethodSecurity
  @RestController
  static class Application {
    @GetMapping("/owners")
    @PreAuthorize("hasAuthority('ORG_OWNER')")
    Mono<String> owners() {
      return Mono.just("for owners");
    }

    @RequestMapping("/**")
    String page() {
      return "a page of the application";
    }
  }

  /** Users log in by Basic or on a page, with a token against CSRF. */
  @Configuration(proxyBeanMethods = false)
  @Import(Application.class)
  static class WithLogin {
    @Bean
    MapReactiveUserDetailsService users() {
      return new MapReactiveUserDetailsService(
          User.withUsername("jane").password("{noop}secret").authorities("x").build());
    }

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, ServerApiKeyConfigurer keys) {
      return keys.configure(http)
          .httpBasic(Customizer.withDefaults())
          .formLogin(Customizer.withDefaults())
          .authorizeExchange(requests -> requests.anyExchange().authenticated())
          .build();
    }
  }

  private static TestApplication application(Class<?> source, String... more) {
    Stream<String> properties =
        Stream.of(
            "claviger.token-prefix",
            null,
            "claviger.peppers.1",
            TestApplication.PEPPER,
            "claviger.oauth.audience",
            "https://api.acme.example");
    return WebFluxApplications.start(
        source, Stream.concat(properties, Stream.of(more)).toArray(String[]::new));
  }

  private static MountedOAuth mounted(TestApplication running, String prefix) {
    IssuedApiKey key = running.key("ORG_OWNER");
    return new MountedOAuth(
        running.uri().resolve(prefix + "/oauth"),
        key.apiKey().publicKey().value(),
        key.privateKey().reveal(),
        running);
  }

  @Nested
  class BesideTheOwnChain extends OAuthMountContract {
    @Override
    protected MountedOAuth start() {
      return mounted(application(Application.class), "");
    }
  }

  @Nested
  class BesideLogins extends OAuthMountContract {
    @Override
    protected MountedOAuth start() {
      return mounted(application(WithLogin.class), "");
    }
  }

  @Nested
  class BelowAPrefix extends OAuthMountContract {
    @Override
    protected MountedOAuth start() {
      return mounted(application(Application.class, "spring.webflux.base-path", "/app"), "/app");
    }
  }

  private static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }

  @Test
  void aTokenIsACredentialOfItsKey() throws Exception {
    try (TestApplication running = application(Application.class)) {
      MountedOAuth oauth = mounted(running, "");
      String whole = OAuthMountContract.token(oauth, "");
      assertThat(running.get("/owners", bearer(whole)).body()).isEqualTo("for owners");
      String narrow = OAuthMountContract.token(oauth, "&scope=ORG_READ_ONLY");
      assertThat(running.get("/owners", bearer(narrow)).statusCode()).isEqualTo(403);
      HttpResponse<String> refused = running.get("/owners", bearer(whole + "x"));
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().allValues("WWW-Authenticate"))
          .containsExactly("Bearer realm=\"API\", error=\"invalid_token\"");
    }
  }

  @Test
  void onlyTheTwoEndpointsAreOpen() throws Exception {
    try (TestApplication running = application(Application.class)) {
      assertThat(running.get("/actuator/health").statusCode()).isEqualTo(200);
      assertThat(running.send("POST", "/oauth/token").body()).contains("invalid_request");
      for (String path : List.of("/oauth", "/oauth/", "/oauth/token/", "/oauth/t", "/owners")) {
        HttpResponse<String> closed = running.send("POST", path);
        assertThat(closed.statusCode() + closed.body()).as(path).startsWith("401{\"type\"");
      }
    }
  }
}
