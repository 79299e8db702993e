package io.claviger.spring.management;

import static io.claviger.spring.security.ApiKeyConfigurer.claviger;
import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.access.RequestLimiter;
import io.claviger.management.spi.CallerSource;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.spring.support.TestApplication;
import io.claviger.testing.http.MountContract;
import io.claviger.testing.http.Mounted;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** The users of an application on Spring Boot manage keys. */
class ManagementTest {
  private static final OrganizationId ORG = new OrganizationId("acme");
  private static final String PATH = "/account/api-keys";
  private static final String JANE =
      "Basic "
          + Base64.getEncoder().encodeToString("jane:secret".getBytes(StandardCharsets.US_ASCII));

  /** Has functional routes that take every path, as an application of a single page has. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(ManagementConfiguration.class)
  static class WithRoutes {
    @Bean
    RouterFunction<ServerResponse> page() {
      return RouterFunctions.route()
          .GET("/**", request -> ServerResponse.ok().body("a page of the application"))
          .build();
    }
  }

  @Test
  void functionalRoutesComeLater() throws Exception {
    try (TestApplication running = application(WithRoutes.class)) {
      assertThat(running.send("GET", PATH + "/me").body()).contains("NOT_SIGNED_IN");
    }
  }

  /** Counts the uses of keys, and has a page for every path. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(ManagementConfiguration.class)
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

    @RequestMapping("/**")
    String page() {
      return "a page of the application";
    }
  }

  /** A chain that says nothing about the path. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class WithCsrf {
    @Bean
    CallerSource<HttpServletRequest> callers() {
      return request -> Optional.empty();
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
      return http.with(claviger(), keys -> {}).httpBasic(Customizer.withDefaults()).build();
    }
  }

  static TestApplication application(Class<?> source, String... more) throws IOException {
    var mount =
        PropertiesLoaderUtils.loadProperties(new ClassPathResource("management.properties"));
    Stream<String> ofThePage =
        mount.stringPropertyNames().stream()
            .flatMap(name -> Stream.of(name, mount.getProperty(name)));
    Stream<String> login =
        Stream.of(
            "claviger.http.schemes",
            "bearer",
            "spring.security.user.name",
            "jane",
            "spring.security.user.password",
            "secret");
    return TestApplication.start(
        source,
        Stream.of(ofThePage, login, Arrays.stream(more))
            .flatMap(each -> each)
            .toArray(String[]::new));
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
    protected Mounted start() throws IOException {
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

  /** The paths of Spring MVC have a prefix, and the application another one. */
  @Nested
  class BelowPrefixes extends MountContract {
    @Override
    protected Mounted start() throws IOException {
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

  /** The filter of Spring Security for CSRF answers before the API, and without its code. */
  @Test
  void theFilterForCsrfStaysSwitchedOn() throws Exception {
    try (TestApplication running = application(WithCsrf.class)) {
      HttpResponse<String> refused =
          running.send(
              "POST",
              PATH + "/organizations/acme/keys",
              "Authorization",
              JANE,
              "Content-Type",
              "application/json",
              "Claviger-Request",
              "1");
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).doesNotContain("CROSS_SITE_REQUEST");
    }
  }
}
