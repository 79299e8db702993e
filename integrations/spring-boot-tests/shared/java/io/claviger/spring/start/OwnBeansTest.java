package io.claviger.spring.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.Claviger;
import io.claviger.access.RequestLimiter;
import io.claviger.http.access.HttpAccess;
import io.claviger.model.RoleGrants;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spring.autoconfigure.ClavigerAutoConfiguration;
import io.claviger.spring.autoconfigure.ClavigerHttpAutoConfiguration;
import io.claviger.spring.autoconfigure.ClavigerTransactionAutoConfiguration;
import io.claviger.spring.transaction.TransactionalClaviger;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.web.filter.ForwardedHeaderFilter;

/** Beans of the application beside those of the starter, or in their place. */
class OwnBeansTest {
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  ClavigerAutoConfiguration.class,
                  ClavigerHttpAutoConfiguration.class,
                  ClavigerTransactionAutoConfiguration.class));

  private final ApplicationContextRunner memory =
      runner.withPropertyValues("claviger.store=memory");

  /** A second limiter would otherwise switch the first one off. */
  @Test
  void twoLimitersStopTheStart() {
    memory
        .withBean("one", RequestLimiter.class, RequestLimiter::unlimited)
        .withBean("two", RequestLimiter.class, RequestLimiter::unlimited)
        .run(context -> assertThat(context).getFailure().hasMessageContaining("one,two"));
  }

  /** The tables of another store are not in this data source. */
  @Test
  void anOtherStoreIsNotTheDataSource() {
    runner
        .withBean(DataSource.class, DriverManagerDataSource::new)
        .withBean(ApiKeyStore.class, InMemoryApiKeyStore::new)
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(Claviger.class)
                    .doesNotHaveBean(TransactionalClaviger.class));
  }

  @Test
  void aClavigerComesWithItsStore() {
    runner
        .withBean(Claviger.class, () -> Claviger.builder(new InMemoryApiKeyStore()).build())
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ApiKeyStore.class));
  }

  @Test
  void thePrimaryStoreIsCached() {
    runner
        .withBean("second", ApiKeyStore.class, InMemoryApiKeyStore::new)
        .withBean(
            "first",
            ApiKeyStore.class,
            InMemoryApiKeyStore::new,
            definition -> definition.setPrimary(true))
        .run(context -> assertThat(context).hasSingleBean(CachingApiKeyStore.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "off", "no"})
  void theCacheIsSwitchedOff(String value) {
    memory
        .withPropertyValues("claviger.cache.enabled=" + value)
        .run(context -> assertThat(context).doesNotHaveBean(CachingApiKeyStore.class));
  }

  /** Each of these replaces the address of the peer by one that the client claims. */
  @Test
  void addressesThatClientsClaimStopTheStart() {
    FilterRegistrationBean<ForwardedHeaderFilter> filter =
        new FilterRegistrationBean<>(new ForwardedHeaderFilter());
    var filtered = memory.withBean(FilterRegistrationBean.class, () -> filter);
    filtered.run(context -> assertThat(context).hasNotFailed());
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    filtered.run(OwnBeansTest::assertRefused);
    memory
        .withBean(HttpAccess.class, OwnBeansTest::access)
        .withPropertyValues("server.forward-headers-strategy=framework")
        .run(OwnBeansTest::assertRefused);
  }

  /** Servers other than Tomcat believe every client, not only those with private addresses. */
  @Test
  void anotherServerThatReplacesAddressesStopsTheStart() {
    memory
        .withBean(WebServerFactory.class, () -> new WebServerFactory() {})
        .withPropertyValues("server.forward-headers-strategy=native")
        .run(
            context ->
                assertThat(context).getFailure().hasStackTraceContaining("Every client can"));
  }

  private static HttpAccess access() {
    Claviger claviger = Claviger.builder(new InMemoryApiKeyStore()).build();
    return HttpAccess.builder(claviger, RoleGrants.none()).build();
  }

  private static void assertRefused(AssertableApplicationContext context) {
    assertThat(context).getFailure().hasStackTraceContaining("claviger.http.proxies");
  }
}
