package io.claviger.spring.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.micrometer.ClavigerMeterBinder;
import io.claviger.micrometer.OAuthMeterBinder;
import io.claviger.spring.autoconfigure.ClavigerAutoConfiguration;
import io.claviger.spring.autoconfigure.ClavigerHttpAutoConfiguration;
import io.claviger.spring.autoconfigure.ClavigerMetricsAutoConfiguration;
import io.claviger.spring.autoconfigure.ClavigerOAuthAutoConfiguration;
import io.claviger.spring.support.TestApplication;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** The endpoints for access tokens have meters where they are. */
class OAuthMetersTest {
  private final WebApplicationContextRunner runner =
      new WebApplicationContextRunner()
          .withPropertyValues("claviger.store=memory")
          .withConfiguration(
              AutoConfigurations.of(
                  ClavigerAutoConfiguration.class,
                  ClavigerHttpAutoConfiguration.class,
                  ClavigerOAuthAutoConfiguration.class,
                  ClavigerMetricsAutoConfiguration.class));

  @Test
  void areBoundWithTheEndpoints() {
    runner
        .withPropertyValues(
            "claviger.oauth.audience=https://api.acme.example",
            "claviger.peppers.1=" + TestApplication.PEPPER)
        .run(context -> assertThat(context).hasSingleBean(OAuthMeterBinder.class));
  }

  @Test
  void areNotMissedWithoutTheEndpoints() {
    runner.run(
        context ->
            assertThat(context)
                .hasSingleBean(ClavigerMeterBinder.class)
                .doesNotHaveBean(OAuthMeterBinder.class));
    runner
        .withClassLoader(new FilteredClassLoader("io.claviger.oauth"))
        .run(context -> assertThat(context).hasSingleBean(ClavigerMeterBinder.class));
  }
}
