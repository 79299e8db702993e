package io.claviger.spring.oauth;

import static io.claviger.spring.security.ApiKeyConfigurer.claviger;
import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.management.spi.CallerSource;
import io.claviger.model.IssuedApiKey;
import io.claviger.spring.support.TestApplication;
import io.claviger.testing.http.MountedOAuth;
import io.claviger.testing.http.OAuthMountContract;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Applications on Spring Boot exchange keys for access tokens, and take these as Bearer. */
class OAuthTest {
  /** The starter's own chain protects it. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @EnableMethodSecurity
  @RestController
  static class Application {
    @Bean
    CallerSource<HttpServletRequest> callers() {
      return request -> Optional.empty();
    }

    @GetMapping("/owners")
    @PreAuthorize("hasAuthority('ORG_OWNER')")
    String owners() {
      return "for owners";
    }

    @GetMapping("/writers")
    @PreAuthorize("hasAuthority('reports.write')")
    String writers() {
      return "for writers";
    }

    @GetMapping("/readers")
    @PreAuthorize("hasAuthority('reports.read')")
    String readers() {
      return "for readers";
    }

    @GetMapping("/authorities")
    String authorities(@AuthenticationPrincipal ApiKeyPrincipal key) {
      return key.authorities().toString();
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
    UserDetailsService users() {
      return new InMemoryUserDetailsManager(
          User.withUsername("jane").password("{noop}secret").authorities("x").build());
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
      return http.with(claviger(), keys -> {})
          .httpBasic(Customizer.withDefaults())
          .formLogin(Customizer.withDefaults())
          .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
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
            "https://api.acme.example",
            "claviger.management.path",
            "/keys",
            "claviger.permissions.ORG_READ_ONLY",
            "reports.read",
            "claviger.permissions.ORG_OWNER",
            "reports.write");
    return TestApplication.start(
        source, Stream.concat(properties, Stream.of(more)).toArray(String[]::new));
  }

  private static MountedOAuth mounted(TestApplication running, String prefix) {
    return mounted(running, prefix, running.key("ORG_OWNER"));
  }

  private static MountedOAuth mounted(TestApplication running, String prefix, IssuedApiKey key) {
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
  class BelowPrefixes extends OAuthMountContract {
    @Override
    protected MountedOAuth start() {
      TestApplication running =
          application(
              Application.class,
              "server.servlet.context-path",
              "/app",
              "spring.mvc.servlet.path",
              "/mvc");
      return mounted(running, "/app/mvc");
    }
  }

  @Test
  void aDownscopedTokenReachesLessThanItsKey() throws Exception {
    try (TestApplication running = application(Application.class)) {
      IssuedApiKey key = running.key("ORG_OWNER");
      MountedOAuth oauth = mounted(running, "", key);
      String[] whole = bearer(OAuthMountContract.token(oauth, ""));
      String[] narrow = bearer(OAuthMountContract.token(oauth, "&scope=ORG_READ_ONLY"));
      assertThat(running.get("/authorities", whole).body())
          .isEqualTo("[ORG_OWNER, reports.read, reports.write]");
      assertThat(running.get("/authorities", narrow).body())
          .isEqualTo("[ORG_READ_ONLY, reports.read]");
      for (String path : List.of("/owners", "/writers", "/readers", "/keys/me")) {
        assertThat(running.get(path, whole).statusCode()).as(path).isEqualTo(200);
      }
      assertThat(running.get("/readers", narrow).statusCode()).isEqualTo(200);
      for (String path : List.of("/owners", "/writers", "/actuator/metrics")) {
        assertThat(running.get(path, narrow).statusCode()).as(path).isEqualTo(403);
      }
      HttpResponse<String> managed =
          running.get("/keys/organizations/" + key.apiKey().organization() + "/keys", narrow);
      assertThat(managed.statusCode() + managed.body()).startsWith("403").contains("NOT_ALLOWED");
    }
  }

  /** The whitelist of the key is judged when the token is used. */
  @Test
  void aTokenIsGivenToEveryAddress() throws Exception {
    try (TestApplication running = application(WithLogin.class)) {
      IssuedApiKey key = running.key("ORG_OWNER", "192.0.2.0/24");
      String token = OAuthMountContract.token(mounted(running, "", key), "");
      HttpResponse<String> used = running.get("/owners", bearer(token));
      assertThat(used.statusCode() + used.body()).startsWith("403").contains("not allowed");
    }
  }

  private static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }

  @Test
  void onlyTheTwoEndpointsAreOpen() throws Exception {
    try (TestApplication running = application(Application.class)) {
      HttpResponse<String> refused = running.get("/owners", bearer("claviger_at.x"));
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().allValues("WWW-Authenticate"))
          .containsExactly("Bearer realm=\"API\", error=\"invalid_token\"");
      assertThat(running.get("/actuator/health").statusCode()).isEqualTo(200);
      assertThat(running.send("POST", "/oauth/token").body()).contains("invalid_request");
      for (String path : List.of("/oauth", "/oauth/", "/oauth/token/", "/oauth/t", "/owners")) {
        HttpResponse<String> closed = running.send("POST", path);
        assertThat(closed.statusCode() + closed.body()).as(path).startsWith("401{\"type\"");
      }
    }
  }
}
