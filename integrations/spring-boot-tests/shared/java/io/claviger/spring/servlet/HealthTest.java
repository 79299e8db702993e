package io.claviger.spring.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.spring.support.TestApplication;
import jakarta.servlet.http.HttpServlet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** The default chain answers the health endpoint without a key, and nothing else. */
class HealthTest {
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}

  @ParameterizedTest
  @CsvSource({
    "management.endpoints.web.base-path, /, /health",
    "management.endpoints.web.base-path, /manage/, /manage/health",
    "spring.mvc.servlet.path, /api, /api/actuator/health",
    "server.servlet.context-path, /app, /app/actuator/health",
  })
  void needsNoKeyOnAnyPath(String property, String value, String path) throws Exception {
    try (TestApplication application = TestApplication.start(Application.class, property, value)) {
      assertEquals(200, application.get(path).statusCode());
      assertEquals(401, application.get(path.replace("health", "healthx")).statusCode());
    }
  }

  /** An application that accepts parameters in paths, with a servlet beside Spring MVC. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class WithServlet {
    @Bean
    StrictHttpFirewall firewall() {
      StrictHttpFirewall firewall = new StrictHttpFirewall();
      firewall.setAllowSemicolon(true);
      return firewall;
    }

    @Bean
    ServletRegistrationBean<HttpServlet> reports() {
      return new ServletRegistrationBean<>(new HttpServlet() {}, "/reports");
    }
  }

  @Test
  void aPathThatOnlyBeginsLikeItNeedsAKey() throws Exception {
    try (TestApplication application = TestApplication.start(WithServlet.class)) {
      assertEquals(401, application.get("/reports").statusCode());
      assertEquals(401, application.get("/actuator/health/..;/..;/reports").statusCode());
      assertEquals(401, application.get("/reports/..;/actuator/health").statusCode());
    }
  }
}
