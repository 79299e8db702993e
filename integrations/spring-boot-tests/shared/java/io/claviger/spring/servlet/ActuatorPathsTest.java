package io.claviger.spring.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.spring.support.TestApplication;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The default chain with endpoints of the actuator at unusual paths, beside own controllers. */
class ActuatorPathsTest {
  private static final String BASE = "management.endpoints.web.base-path";
  private static final String EXPOSED = "management.endpoints.web.exposure.include";
  private static final String PORT = "management.server.port";
  private static final String PROBES = "management.endpoint.health.probes.enabled";
  private static final String SHORT = "management.endpoint.health.probes.add-additional-paths";

  /** An application with paths of its own that begin like that of the health endpoint. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @RestController
  static class Application {
    @GetMapping({"/health/records", "/actuator/health/records", "/livez/records"})
    String records() {
      return "records";
    }

    @Bean
    ServletRegistrationBean<HttpServlet> statements() {
      HttpServlet servlet =
          new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) {
              response.setStatus(200);
            }
          };
      return new ServletRegistrationBean<>(servlet, "/health/statements");
    }
  }

  /** There, these paths are of the application's own. */
  @Test
  void endpointsWithAnOwnPortOpenNothingOnThePortOfTheApplication() throws Exception {
    for (String base : new String[] {"/", "/actuator"}) {
      try (TestApplication application =
          TestApplication.start(
              Application.class, PORT, "0", BASE, base, PROBES, "true", SHORT, "true")) {
        String health = base.equals("/") ? "/health" : "/actuator/health";
        assertEquals(200, application.get(application.management(health)).statusCode());
        assertOwn(application, health + "/records");
        assertEquals(401, application.get(health).statusCode());
        // Spring Boot puts this one on the port of the application.
        assertEquals(200, application.get("/livez").statusCode());
      }
    }
  }

  @Test
  void endpointsThatAreSwitchedOffOpenNothing() throws Exception {
    try (TestApplication application =
        TestApplication.start(Application.class, PORT, "-1", EXPOSED, "*")) {
      assertOwn(application, "/actuator/health/records");
    }
    try (TestApplication application = TestApplication.start(Application.class, EXPOSED, "info")) {
      assertEquals(401, application.get("/actuator/health/records").statusCode());
    }
  }

  private static void assertOwn(TestApplication application, String path) throws Exception {
    assertEquals(401, application.get(path).statusCode(), path);
    assertEquals(200, status(application, path), path);
  }

  @Test
  void aKeyReadsNoEndpointWhereverItIs() throws Exception {
    try (TestApplication application =
        TestApplication.start(
            Application.class,
            BASE,
            "/",
            EXPOSED,
            "*",
            "management.endpoints.web.path-mapping.env",
            "/settings",
            "management.endpoints.web.path-mapping.health",
            "alive")) {
      for (String path :
          new String[] {"/settings", "/settings/java.home", "/metrics", "/%6Detrics", "/info"}) {
        assertEquals(403, status(application, path), path);
      }
      assertEquals(200, application.get("/alive").statusCode());
      assertOwn(application, "/health/records");
    }
  }

  @Test
  void whatIsBelowTheHealthEndpointIsOpenOnlyIfItIsPartOfIt() throws Exception {
    try (TestApplication application =
        TestApplication.start(Application.class, BASE, "/", PROBES, "true", SHORT, "true")) {
      assertEquals(200, application.get("/health/liveness").statusCode());
      assertEquals(200, application.get("/livez").statusCode());
      // Here the actuator comes before the controllers, and not before the servlets.
      assertEquals(404, application.get("/health/records").statusCode());
      assertOwn(application, "/livez/records");
      assertEquals(401, application.get("/health/statements").statusCode());
    }
  }

  private static int status(TestApplication application, String path) throws Exception {
    String token = TestApplication.token(application.key("ORG_READ_ONLY"));
    return application.get(path, "X-API-Key", token).statusCode();
  }
}
