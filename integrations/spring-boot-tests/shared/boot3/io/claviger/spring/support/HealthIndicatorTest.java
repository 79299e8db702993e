package io.claviger.spring.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Claviger;
import io.claviger.model.StoreException;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.test.FaultyApiKeyStore;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The health indicator that applications copy. */
class HealthIndicatorTest {
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {
    @Bean
    HealthIndicator clavigerHealthIndicator(Claviger claviger) {
      return () -> (claviger.isReachable() ? Health.up() : Health.down()).build();
    }
  }

  @Test
  void theHealthEndpointHasThePartOfTheKeys() throws Exception {
    try (TestApplication application =
        TestApplication.start(
            Application.class, "management.endpoint.health.show-components", "always")) {
      String health = application.get("/actuator/health").body();
      assertTrue(health.contains("\"claviger\":{\"status\":\"UP\"}"), health);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @Import(Application.class)
  static class WithFaultyStore {
    @Bean
    FaultyApiKeyStore store() {
      return new FaultyApiKeyStore(new InMemoryApiKeyStore());
    }
  }

  /** Otherwise all nodes would leave the load balancer at once. */
  @Test
  void readinessAsksTheStoreOnlyIfTheApplicationSaysSo() throws Exception {
    String probes = "management.endpoint.health.probes.enabled";
    try (TestApplication application =
        TestApplication.start(WithFaultyStore.class, probes, "true")) {
      assertEquals(503, withoutStore(application, "/actuator/health"));
      assertEquals(200, withoutStore(application, "/actuator/health/readiness"));
    }
    String readiness = "management.endpoint.health.group.readiness.include";
    try (TestApplication application =
        TestApplication.start(
            WithFaultyStore.class, probes, "true", readiness, "readinessState,claviger")) {
      assertEquals(503, withoutStore(application, "/actuator/health/readiness"));
      assertEquals(200, withoutStore(application, "/actuator/health/liveness"));
    }
  }

  private static int withoutStore(TestApplication application, String path) throws Exception {
    application
        .bean(FaultyApiKeyStore.class)
        .fail(FaultyApiKeyStore.Call.REVISIONS, 1, StoreException.Kind.UNREACHABLE);
    return application.get(path).statusCode();
  }
}
