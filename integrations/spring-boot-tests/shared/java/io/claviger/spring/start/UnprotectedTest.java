package io.claviger.spring.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.http.access.HttpAccess;
import io.claviger.servlet.ApiKeyFilter;
import io.claviger.spring.autoconfigure.ClavigerAutoConfiguration;
import io.claviger.spring.autoconfigure.ClavigerHttpAutoConfiguration;
import io.claviger.spring.autoconfigure.ClavigerWebFluxAutoConfiguration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Applications whose requests the starter cannot protect. */
class UnprotectedTest {
  private static final Logger LOGGER = Logger.getLogger("io.claviger.spring");

  private static final AutoConfigurations CONFIGURATIONS =
      AutoConfigurations.of(
          ClavigerAutoConfiguration.class,
          ClavigerHttpAutoConfiguration.class,
          ClavigerWebFluxAutoConfiguration.class);

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Handler handler = new Recorder();

  private final class Recorder extends Handler {
    @Override
    public void publish(LogRecord line) {
      log.add(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    LOGGER.addHandler(handler);
  }

  @AfterEach
  void stop() {
    LOGGER.removeHandler(handler);
  }

  @Test
  void anApplicationOnWebFluxDoesNotStartWithoutSpringSecurity() {
    assertThat(ImportCandidates.load(AutoConfiguration.class, null))
        .contains(ClavigerWebFluxAutoConfiguration.class.getName());
    new ReactiveWebApplicationContextRunner()
        .withClassLoader(new FilteredClassLoader("jakarta.servlet", "org.springframework.security"))
        .withConfiguration(CONFIGURATIONS)
        .withPropertyValues("claviger.store=memory")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasMessageContaining("no request would need a key")
                    .hasMessageContaining("spring-boot-starter-security"));
  }

  private final WebApplicationContextRunner withoutSecurity =
      new WebApplicationContextRunner()
          .withClassLoader(new FilteredClassLoader("org.springframework.security"))
          .withConfiguration(CONFIGURATIONS)
          .withPropertyValues("claviger.store=memory");

  @Test
  void anApplicationWithoutSpringSecurityIsWarned() {
    withoutSecurity.run(context -> assertThat(context).hasNotFailed());
    assertThat(log).singleElement().asString().contains("no request needs a key");
  }

  @Configuration(proxyBeanMethods = false)
  static class WithFilter {
    @Bean
    ApiKeyFilter keys(HttpAccess access) {
      return ApiKeyFilter.required(access);
    }
  }

  @Test
  void oneWithAFilterIsNotWarned() {
    withoutSecurity
        .withUserConfiguration(WithFilter.class)
        .run(context -> assertThat(context).hasNotFailed());
    assertThat(log).isEmpty();
  }
}
