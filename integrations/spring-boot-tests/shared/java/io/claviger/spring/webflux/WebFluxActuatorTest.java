package io.claviger.spring.webflux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.spring.support.TestApplication;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The default chain of WebFlux opens the health endpoint, and keys read no other. */
class WebFluxActuatorTest {
  private static final String BASE = "management.endpoints.web.base-path";
  private static final String EXPOSED = "management.endpoints.web.exposure.include";
  private static final String PORT = "management.server.port";
  private static final String PROBES = "management.endpoint.health.probes.enabled";
  private static final String SHORT = "management.endpoint.health.probes.add-additional-paths";

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @RestController
  static class Application {
    @GetMapping({"/health/records", "/actuator/health/records", "/livez/records"})
    String records() {
      return "records";
    }
  }

  @Test
  void endpointsWithAnOwnPortOpenNothingOnThePortOfTheApplication() throws Exception {
    try (TestApplication application =
        WebFluxApplications.start(Application.class, PORT, "0", PROBES, "true", SHORT, "true")) {
      String health = "/actuator/health";
      assertEquals(200, application.get(application.management(health)).statusCode());
      assertOwn(application, health + "/records");
      assertEquals(401, application.get(health).statusCode());
      // Spring Boot puts this one on the port of the application.
      assertEquals(200, application.get("/livez").statusCode());
    }
  }

  @Test
  void endpointsThatAreSwitchedOffOpenNothing() throws Exception {
    try (TestApplication application =
        WebFluxApplications.start(Application.class, PORT, "-1", EXPOSED, "*")) {
      assertOwn(application, "/actuator/health/records");
    }
  }

  @Test
  void aKeyReadsNoEndpointWhereverItIs() throws Exception {
    try (TestApplication application =
        WebFluxApplications.start(
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
  void thePathOfTheApplicationComesFirst() throws Exception {
    try (TestApplication application =
        WebFluxApplications.start(
            Application.class, "spring.webflux.base-path", "/app", EXPOSED, "*")) {
      assertEquals(200, application.get("/app/actuator/health").statusCode());
      assertEquals(403, status(application, "/app/actuator/info"));
      assertEquals(401, application.get("/app/health/records").statusCode());
    }
  }

  private static void assertOwn(TestApplication application, String path) throws Exception {
    assertEquals(401, application.get(path).statusCode(), path);
    assertEquals(200, status(application, path), path);
  }

  private static int status(TestApplication application, String path) throws Exception {
    String token = TestApplication.token(application.key("ORG_READ_ONLY"));
    return application.get(path, "X-API-Key", token).statusCode();
  }
}
