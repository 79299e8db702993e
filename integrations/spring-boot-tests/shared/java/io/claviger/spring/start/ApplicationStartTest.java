package io.claviger.spring.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.claviger.Claviger;
import io.claviger.spring.autoconfigure.ClavigerAutoConfiguration;
import io.claviger.spring.support.TestApplication;
import io.claviger.spring.transaction.TransactionalClaviger;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;

/** Whole applications: their start, their failures, and their end. */
@ExtendWith(OutputCaptureExtension.class)
class ApplicationStartTest {
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}

  private static SpringApplication application() {
    SpringApplication application = new SpringApplication(Application.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    return application;
  }

  private static String url() {
    return "jdbc:h2:mem:" + UUID.randomUUID();
  }

  /** A lazy start checks the store too, and says why it failed, without a stack trace. */
  @Test
  void aFailedCheckIsExplained(CapturedOutput output) {
    SpringApplication lazy = application();
    lazy.setLazyInitialization(true);
    assertThatThrownBy(
            () ->
                TestApplication.start(
                    lazy,
                    "claviger.store",
                    "jdbc",
                    "claviger.schema",
                    "check",
                    "spring.datasource.url",
                    url()))
        .isNotNull();
    assertThat(output)
        .contains("APPLICATION FAILED TO START", "API keys: ", "its tables are missing")
        .contains("set claviger.schema=migrate");
  }

  /** The store and the DataSource of the application, and nothing else. */
  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration(ClavigerAutoConfiguration.class)
  static class OnlyTheStore {
    @Bean
    HikariDataSource pool(Environment environment) {
      HikariDataSource pool = new HikariDataSource();
      pool.setJdbcUrl(environment.getProperty("spring.datasource.url"));
      pool.setMaximumPoolSize(4);
      pool.setConnectionTimeout(250);
      return pool;
    }
  }

  /** What a class of the library says is followed by the property that it comes from. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:postgresql://127.0.0.1:1/app | 127.0.0.1:1 refused | set claviger.schema=check",
        "jdbc:h2:mem:small | serves only 4 calls | claviger.cache.concurrent-loads",
      })
  void aStoreThatCannotBeUsedIsExplained(
      String url, String reason, String action, CapturedOutput output) {
    SpringApplication application = new SpringApplication(OnlyTheStore.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    assertThatThrownBy(
            () ->
                TestApplication.start(
                    application, "claviger.store", "jdbc", "spring.datasource.url", url))
        .isNotNull();
    assertThat(explained(output)).containsSubsequence("Description:", reason, "Action:", action);
  }

  private static String explained(CapturedOutput output) {
    String all = output.toString();
    return all.substring(all.indexOf("APPLICATION FAILED TO START"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "claviger.token-prefix=ACME | invalid token prefix \"ACME\" | Correct claviger.token-prefix.",
        "claviger.http.proxys=10.0.3.0/28 | no property claviger.http.proxys | Correct the name",
        "claviger.http.schemes=digest | has the value \"digest\" | to one of basic, bearer.",
        "claviger.http.proxy-header=via | has the value \"via\" | one of x-forwarded-for, forwarded.",
        "claviger.cache.max-staleness=soon | has the value \"soon\" | to a value of type Duration.",
        "claviger.permissions.ORG_MEMBER=ROLE_USER | \"ROLE_USER\" | declare a bean RoleHierarchy",
      })
  void aBadPropertyIsExplained(
      String property, String reason, String action, CapturedOutput output) {
    String[] parts = property.split("=", 2);
    assertThatThrownBy(() -> TestApplication.start(application(), parts[0], parts[1])).isNotNull();
    assertThat(explained(output))
        .containsSubsequence("Description:", "API keys: ", reason, "Action:", action);
  }

  /** A service of the application. */
  record SignUps(TransactionalClaviger keys) {}

  @Test
  void aStoreThatTakesPartInNoTransactionIsNamed(@TempDir Path folder, CapturedOutput output) {
    SpringApplication application = application();
    application.addInitializers(
        context -> ((GenericApplicationContext) context).registerBean(SignUps.class));
    assertThatThrownBy(
            () ->
                TestApplication.start(
                    application,
                    "claviger.store",
                    "h2",
                    "claviger.h2-file",
                    folder.resolve("keys").toString()))
        .isNotNull();
    assertThat(output)
        .contains("APPLICATION FAILED TO START", "TransactionalClaviger", "claviger.store is h2");
  }

  /** Spring Boot would show the value of the property, or of the one that it read last. */
  @ParameterizedTest
  @CsvSource({
    "claviger.peppers, claviger.unused",
    "claviger.peppers.1, claviger.peppers.v2",
    "claviger.oauth.peppers, claviger.unused",
    "claviger.pepper.1, claviger.unused",
  })
  void aPepperIsNotShown(String property, String another, CapturedOutput output) {
    String pepper = TestApplication.PEPPER;
    assertThatThrownBy(
            () -> TestApplication.start(application(), property, pepper, another, pepper))
        .isNotNull();
    assertThat(output)
        .contains("APPLICATION FAILED TO START", "property " + property.replaceAll("\\.\\d$", ""))
        .doesNotContain(pepper);
  }

  /** Spring Boot would open a database in memory, because it finds H2. */
  @Test
  void theH2OfTheKeysIsNoReasonForASecondDatabase(@TempDir Path folder) {
    String file = folder.resolve("keys").toString();
    SpringApplication application = application();
    try (TestApplication running =
        TestApplication.start(
            application,
            "claviger.store",
            "h2",
            "claviger.h2-file",
            file,
            "spring.datasource.url",
            null)) {
      assertThat(running.bean(Claviger.class).isReachable()).isTrue();
      assertThatThrownBy(() -> running.bean(DataSource.class))
          .isInstanceOf(NoSuchBeanDefinitionException.class);
    }
  }

  /** As a restart of the developer tools does, which closes the context and starts another one. */
  @Test
  void nothingRunsAfterTheEnd() throws Exception {
    for (int i = 0; i < 2; i++) {
      try (TestApplication running =
          TestApplication.start(
              Application.class, "claviger.store", "jdbc", "spring.datasource.url", url())) {
        String token = TestApplication.token(running.key("ORG_MEMBER"));
        assertThat(running.get("/nothing", "X-API-Key", token).statusCode()).isEqualTo(404);
        assertThat(threads()).contains("claviger");
      }
      for (Thread each : Thread.getAllStackTraces().keySet()) {
        if (each.getName().startsWith("claviger")) {
          each.join(5000);
        }
      }
      assertThat(threads()).doesNotContain("claviger");
    }
  }

  private static String threads() {
    return Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(false, false))
        .map(thread -> thread.getThreadName())
        .toList()
        .toString();
  }
}
