package io.claviger.spring.autoconfigure;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.RequestLimiter;
import io.claviger.http.digest.Digest;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.RoleGrants;
import io.claviger.model.TokenFormat;
import io.claviger.spi.ChangeListener;
import io.claviger.spi.OwnerDirectory;
import io.claviger.spi.ProjectDirectory;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spring.ClavigerCustomizer;
import io.claviger.spring.ClavigerProperties;
import io.claviger.spring.internal.properties.DeclaredPolicy;
import io.claviger.spring.internal.properties.KeyRules;
import io.claviger.spring.internal.properties.PepperProperties;
import io.claviger.spring.internal.start.StartException;
import io.claviger.spring.internal.store.KeyDataSource;
import io.claviger.spring.internal.store.StoreFactory;
import io.claviger.store.cache.CachingApiKeyStore;
import java.util.Optional;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/**
 * Declares the store, its cache and the {@link Claviger}, and checks them at the start.
 *
 * <p>Beans of the application of these types are used: {@link ProjectDirectory}, {@link
 * OwnerDirectory}, {@link RequestLimiter} and {@link ChangeListener}. Several of one type stop the
 * start, unless one is primary.
 */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration",
      "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
      "org.springframework.boot.autoconfigure.liquibase.LiquibaseAutoConfiguration",
      "org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration"
    })
@EnableConfigurationProperties(ClavigerProperties.class)
@ImportRuntimeHints(NativeImageHints.class)
public final class ClavigerAutoConfiguration {
  private static final String CACHE = "clavigerCache";
  private static final String TOKEN_PREFIX = "claviger.token-prefix";

  @Bean
  @ConditionalOnMissingBean
  Background clavigerBackground() {
    return Background.start();
  }

  @Bean
  @ConditionalOnMissingBean
  Peppers clavigerPeppers(ClavigerProperties properties) {
    return new PepperProperties("claviger", properties.peppers(), properties.currentPepper())
        .read();
  }

  @Bean
  @ConditionalOnMissingBean
  ManagementPolicy clavigerPolicy(ClavigerProperties properties) {
    return DeclaredPolicy.of(properties);
  }

  @Bean
  @ConditionalOnMissingBean
  RoleGrants clavigerGrants(ManagementPolicy policy, ClavigerProperties properties) {
    return KeyRules.grants(policy.roles(), properties.permissions());
  }

  /** Is closed after the cache and the {@link Claviger}, which depend on it. */
  @Bean
  @ConditionalOnMissingBean({ApiKeyStore.class, Claviger.class})
  @DependsOnDatabaseInitialization
  ApiKeyStore clavigerStore(
      ClavigerProperties properties, Environment environment, ListableBeanFactory beans) {
    return new StoreFactory(properties, environment)
        .open(() -> KeyDataSource.find(properties, beans));
  }

  @Bean(CACHE)
  @Primary
  @ConditionalOnMissingBean({CachingApiKeyStore.class, Claviger.class})
  @ConditionalOnBooleanProperty(name = "claviger.cache.enabled", matchIfMissing = true)
  CachingApiKeyStore clavigerCache(
      ApiKeyStore store, ClavigerProperties properties, Background background) {
    CachingApiKeyStore.Builder builder =
        CachingApiKeyStore.builder(store).background(background.executor());
    ClavigerProperties.Cache options = properties.cache();
    StartException.reading(
        "claviger.cache.max-staleness", () -> builder.maxStaleness(options.maxStaleness()));
    StartException.reading("claviger.cache.max-size", () -> builder.maxSize(options.maxSize()));
    CachingApiKeyStore cache =
        StartException.reading(
            "claviger.cache.concurrent-loads",
            () -> builder.concurrentLoads(options.concurrentLoads()).build());
    StartException.checking(
        "Set spring.datasource.hikari.maximum-pool-size, or claviger.cache.concurrent-loads, to the"
            + " number in the description",
        cache::check);
    return cache;
  }

  @Bean
  @ConditionalOnMissingBean
  Claviger claviger(
      ClavigerProperties properties, Background background, ListableBeanFactory beans) {
    Claviger.Builder builder = Claviger.builder(store(beans)).background(background.executor());
    ManagementPolicy policy = beans.getBean(ManagementPolicy.class);
    builder.peppers(beans.getBean(Peppers.class)).policy(policy);
    Optional.ofNullable(properties.tokenPrefix())
        .map(prefix -> StartException.reading(TOKEN_PREFIX, () -> TokenFormat.of(prefix)))
        .ifPresent(builder::tokens);
    beans.getBeanProvider(Digest.class).ifAvailable(each -> builder.verifierScheme(each.scheme()));
    beans.getBeanProvider(ProjectDirectory.class).ifAvailable(builder::projects);
    beans.getBeanProvider(OwnerDirectory.class).ifAvailable(builder::owners);
    beans.getBeanProvider(RequestLimiter.class).ifAvailable(builder::requestLimiter);
    beans.getBeanProvider(ChangeListener.class).ifAvailable(builder::listener);
    beans
        .getBeanProvider(ClavigerCustomizer.class)
        .orderedStream()
        .forEach(each -> each.customize(builder));
    builder.changePolicy(changed -> DeclaredPolicy.require(changed, policy, properties));
    Claviger claviger = builder.build();
    StartException.checking(
        "If a pepper differs, correct claviger.peppers; otherwise the database", claviger::check);
    return claviger;
  }

  /** Returns the cache before a store of the application that is primary, as the cache is. */
  private static ApiKeyStore store(ListableBeanFactory beans) {
    return beans.containsBean(CACHE)
        ? beans.getBean(CACHE, ApiKeyStore.class)
        : beans.getBean(ApiKeyStore.class);
  }

  /** Makes the beans at the start, and so checks them, also if beans are initialized lazily. */
  @Bean
  SmartInitializingSingleton clavigerCheck(Claviger claviger) {
    return () -> {};
  }
}
