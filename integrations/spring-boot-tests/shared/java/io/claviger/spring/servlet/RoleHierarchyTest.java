package io.claviger.spring.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.spring.support.TestApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Keys reach the methods of an application that was written with roles of its users. */
class RoleHierarchyTest {
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @EnableMethodSecurity
  @Import(Owners.class)
  static class WithoutHierarchy {}

  @Configuration(proxyBeanMethods = false)
  @Import(WithoutHierarchy.class)
  static class WithHierarchy {
    @Bean
    static RoleHierarchy roleHierarchy() {
      return RoleHierarchyImpl.fromHierarchy("REPORT_WRITER > ROLE_EDITOR");
    }
  }

  @RestController
  static class Owners {
    @GetMapping("/editors")
    @PreAuthorize("hasRole('EDITOR')")
    String editors() {
      return "for editors";
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {WithHierarchy.class, WithoutHierarchy.class})
  void aRoleOfKeysIncludesARoleOfUsers(Class<?> application) throws Exception {
    try (TestApplication running = start(application)) {
      assertThat(status(running, "REPORT_WRITER"))
          .isEqualTo(application == WithHierarchy.class ? 200 : 403);
    }
  }

  @Test
  void anotherRoleOfKeysDoesNot() throws Exception {
    try (TestApplication running = start(WithHierarchy.class)) {
      assertThat(status(running, "REPORT_READER")).isEqualTo(403);
    }
  }

  private static TestApplication start(Class<?> application) {
    return TestApplication.start(
        application, "claviger.roles.organization", "REPORT_READER,REPORT_WRITER");
  }

  private static int status(TestApplication running, String role) throws Exception {
    String token = TestApplication.token(running.key(role));
    return running.get("/editors", "X-API-Key", token).statusCode();
  }
}
