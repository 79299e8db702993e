package io.claviger.spring.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.http.access.HttpAccess;
import io.claviger.oauth.AccessTokens;
import io.claviger.oauth.OAuthHandler;
import io.claviger.spring.autoconfigure.ClavigerAutoConfiguration;
import io.claviger.spring.autoconfigure.ClavigerHttpAutoConfiguration;
import io.claviger.spring.autoconfigure.ClavigerOAuthAutoConfiguration;
import io.claviger.spring.support.TestApplication;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** Access tokens are off by default, and a start that cannot work says why. */
class OAuthStartTest {
  private final WebApplicationContextRunner runner =
      new WebApplicationContextRunner()
          .withPropertyValues("claviger.store=memory")
          .withConfiguration(
              AutoConfigurations.of(
                  ClavigerAutoConfiguration.class,
                  ClavigerHttpAutoConfiguration.class,
                  ClavigerOAuthAutoConfiguration.class));
  private final WebApplicationContextRunner on =
      runner.withPropertyValues(
          "claviger.oauth.audience=https://api.acme.example",
          "claviger.peppers.1=" + TestApplication.PEPPER);

  @Test
  void withoutAnAudienceThereAreNoTokens() {
    runner.run(
        context ->
            assertThat(context)
                .hasSingleBean(HttpAccess.class)
                .doesNotHaveBean(AccessTokens.class));
    on.run(
        context ->
            assertThat(context)
                .hasSingleBean(AccessTokens.class)
                .hasSingleBean(OAuthHandler.class));
  }

  @Test
  void anApplicationMayOnlyAcceptTokens() {
    on.withPropertyValues("claviger.oauth.path=")
        .run(
            context ->
                assertThat(
                        context
                            .getBean("clavigerOAuthMapping", SimpleUrlHandlerMapping.class)
                            .getUrlMap())
                    .isEmpty());
  }

  @Test
  void tokensNeedAPepper() {
    fails(
        runner.withPropertyValues("claviger.oauth.audience=a"),
        "property claviger.oauth.audience",
        "claviger.oauth.peppers.1 or claviger.peppers.1");
    fails(
        on.withPropertyValues("claviger.current-pepper=0"),
        "property claviger.oauth.audience",
        "needs a current pepper");
    runner
        .withPropertyValues(
            "claviger.oauth.audience=a", "claviger.oauth.peppers.1=" + TestApplication.PEPPER)
        .run(context -> assertThat(context).hasSingleBean(AccessTokens.class));
    fails(
        runner.withPropertyValues("claviger.oauth.audience=a", "claviger.oauth.peppers.1=00"),
        "property claviger.oauth.peppers.1",
        "32");
    fails(
        on.withPropertyValues("claviger.oauth.current-pepper=2"),
        "property claviger.oauth.current-pepper",
        "claviger.oauth.peppers.2");
  }

  @Test
  void wrongValuesAreNamed() {
    fails(
        on.withPropertyValues("claviger.oauth.lifetime=2d"),
        "property claviger.oauth.lifetime",
        "1 day");
    fails(
        on.withPropertyValues("claviger.oauth.path=oauth"),
        "property claviger.oauth.path",
        "\"oauth\"");
    fails(
        runner.withPropertyValues(
            "claviger.oauth.audience=", "claviger.peppers.1=" + TestApplication.PEPPER),
        "property claviger.oauth.audience",
        "must name the application");
  }

  @Test
  void aMissingDependencyIsNamed() {
    fails(
        on.withClassLoader(new FilteredClassLoader("io.claviger.oauth")),
        "property claviger.oauth.audience",
        "io.claviger:claviger-oauth");
  }

  private static void fails(WebApplicationContextRunner failing, String... parts) {
    failing.run(
        context -> {
          for (String part : parts) {
            assertThat(context).getFailure().hasStackTraceContaining(part);
          }
        });
  }
}
