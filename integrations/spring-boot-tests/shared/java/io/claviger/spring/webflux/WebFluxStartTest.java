package io.claviger.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.spring.support.TestApplication;
import io.claviger.spring.transaction.TransactionalClaviger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

/** Which beans an application on WebFlux gets, and with which configurations it does not start. */
@ExtendWith(OutputCaptureExtension.class)
class WebFluxStartTest {
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}

  @Test
  void anApplicationWithKeysOnlyHasOneChainAndNoUser() {
    try (TestApplication running = WebFluxApplications.start(Application.class)) {
      assertThat(running.context().getBeanNamesForType(SecurityWebFilterChain.class))
          .containsExactly("clavigerServerSecurity");
      assertThat(running.context().getBeanNamesForType(ReactiveUserDetailsService.class)).isEmpty();
      assertThat(running.context().getBeanNamesForType(TransactionalClaviger.class)).isEmpty();
    }
  }

  /** A service of the application. */
  record SignUps(TransactionalClaviger keys) {}

  @Test
  void thereAreNoTransactionsAndTheStartSaysSo(CapturedOutput output) {
    assertThatThrownBy(() -> TestApplication.start(with(SignUps.class))).isNotNull();
    assertThat(output)
        .contains("APPLICATION FAILED TO START", "TransactionalClaviger", "WebFlux", "threads");
  }

  /** It would remove the headers that {@code claviger.http.proxies} reads. */
  static final class Remover extends ForwardedHeaderTransformer {
    Remover() {
      setRemoveOnly(true);
    }
  }

  @Test
  void whatReplacesAddressesIsRefused(CapturedOutput output) {
    SpringApplication application = WebFluxApplications.of(Application.class);
    application.addInitializers(
        context ->
            ((GenericApplicationContext) context)
                .registerBean("forwardedHeaderTransformer", Remover.class));
    assertThatThrownBy(() -> TestApplication.start(application)).isNotNull();
    assertRefused("server.forward-headers-strategy", "framework");
    assertRefused("server.forward-headers-strategy", "native");
    assertThat(output)
        .contains(
            "the bean forwardedHeaderTransformer",
            "forward-headers-strategy is framework",
            "forward-headers-strategy is native");
  }

  @Test
  void aPlatformThatReplacesAddressesIsRefused(CapturedOutput output) {
    String[] kubernetes = {"spring.main.cloud-platform", "kubernetes"};
    assertRefused(kubernetes[0], kubernetes[1]);
    assertThat(output)
        .contains(
            "native on KUBERNETES",
            " can pretend",
            "    server.forward-headers-strategy=none\n    claviger.http.proxies=",
            "    claviger.http.trust-server-headers=true\n");
    startsWith(kubernetes[0], kubernetes[1], "server.forward-headers-strategy", "none");
    startsWith(kubernetes[0], kubernetes[1], "claviger.http.trust-server-headers", "true");
  }

  private static void startsWith(String... properties) {
    try (TestApplication running = WebFluxApplications.start(Application.class, properties)) {
      assertThat(running.context().isRunning()).isTrue();
    }
  }

  private static void assertRefused(String property, String value) {
    assertThatThrownBy(() -> WebFluxApplications.start(Application.class, property, value))
        .isNotNull();
  }

  private static SpringApplication with(Class<?> bean) {
    SpringApplication application = WebFluxApplications.of(Application.class);
    application.addInitializers(
        context -> ((GenericApplicationContext) context).registerBean(bean));
    return application;
  }
}
