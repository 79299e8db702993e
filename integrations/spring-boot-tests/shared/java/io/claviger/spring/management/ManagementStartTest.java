package io.claviger.spring.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.management.ManagementHandler;
import io.claviger.management.spi.CallerSource;
import io.claviger.spring.autoconfigure.ClavigerAutoConfiguration;
import io.claviger.spring.autoconfigure.ClavigerHttpAutoConfiguration;
import io.claviger.spring.autoconfigure.ClavigerManagementAutoConfiguration;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The property is off by default, and a start that cannot work says why. */
class ManagementStartTest {
  private static final String PATH = "claviger.management.path=";

  private final WebApplicationContextRunner runner =
      new WebApplicationContextRunner()
          .withPropertyValues("claviger.store=memory")
          .withConfiguration(
              AutoConfigurations.of(
                  ClavigerAutoConfiguration.class,
                  ClavigerHttpAutoConfiguration.class,
                  ClavigerManagementAutoConfiguration.class));

  @Configuration(proxyBeanMethods = false)
  static class Callers {
    @Bean
    CallerSource<HttpServletRequest> callers() {
      return request -> Optional.empty();
    }
  }

  @Test
  void withoutAPathNothingIsServed() {
    runner
        .withUserConfiguration(Callers.class)
        .run(context -> assertThat(context).doesNotHaveBean(ManagementHandler.class));
    runner
        .withUserConfiguration(Callers.class)
        .withPropertyValues(PATH)
        .run(context -> assertThat(context).doesNotHaveBean(ManagementHandler.class));
    runner
        .withUserConfiguration(Callers.class)
        .withPropertyValues(PATH + "/account/keys")
        .run(context -> assertThat(context).hasSingleBean(ManagementHandler.class));
  }

  @Test
  void aMissingBeanIsNamed() {
    fails(runner.withPropertyValues(PATH + "/keys"), "bean CallerSource<HttpServletRequest>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"keys", "/", "/keys/", "/keys/**", "/{tenant}/keys", "/my keys"})
  void aPathThatNoRequestHasIsRefused(String path) {
    fails(
        runner.withUserConfiguration(Callers.class).withPropertyValues(PATH + path),
        '"' + path + '"');
  }

  @Test
  void aMissingDependencyIsNamed() {
    fails(
        runner
            .withClassLoader(new FilteredClassLoader("io.claviger.management"))
            .withPropertyValues(PATH + "/keys"),
        "io.claviger:claviger-management");
  }

  private static void fails(WebApplicationContextRunner failing, String message) {
    failing.run(
        context ->
            assertThat(context)
                .getFailure()
                .hasStackTraceContaining("property claviger.management.path")
                .hasStackTraceContaining(message));
  }
}
