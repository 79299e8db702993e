package io.claviger.spring.support;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Claviger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health indicator that applications copy. */
class HealthIndicatorTest {
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {
    @Bean
    HealthIndicator keys(Claviger claviger) {
      return () -> (claviger.isReachable() ? Health.up() : Health.down()).build();
    }
  }

  @Test
  void theHealthEndpointHasThePartOfTheKeys() throws Exception {
    try (TestApplication application =
        TestApplication.start(
            Application.class, "management.endpoint.health.show-components", "always")) {
      String health = application.get("/actuator/health").body();
      assertTrue(health.contains("\"keys\":{\"status\":\"UP\"}"), health);
    }
  }
}
