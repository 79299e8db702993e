package io.claviger.spring.autoconfigure;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.http.access.AuthorizationScheme;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpAccessBuilder;
import io.claviger.http.access.Presentation;
import io.claviger.http.digest.Digest;
import io.claviger.http.digest.DigestAlgorithm;
import io.claviger.http.digest.DigestSettings;
import io.claviger.model.RoleGrants;
import io.claviger.spring.ClavigerProperties;
import io.claviger.spring.HttpAccessCustomizer;
import io.claviger.spring.internal.properties.KeyRules;
import io.claviger.spring.internal.servlet.Unprotected;
import io.claviger.spring.internal.start.OptionalType;
import io.claviger.spring.internal.start.StartException;
import io.claviger.spring.internal.web.ForwardedAddresses;
import io.claviger.spring.internal.webflux.BlockingCalls;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Declares what decides about requests: {@link HttpAccess}, with {@link Digest} if it is on. */
@AutoConfiguration(after = ClavigerAutoConfiguration.class)
@EnableConfigurationProperties(ClavigerProperties.class)
public final class ClavigerHttpAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnProperty("claviger.http.digest.realm")
  Digest clavigerDigest(ClavigerProperties properties, Peppers peppers) {
    ClavigerProperties.Digest options = properties.http().digest();
    String realm = Objects.requireNonNull(options.realm());
    List<DigestAlgorithm> algorithms = options.algorithms();
    if (algorithms.isEmpty()) {
      throw StartException.inProperty("claviger.http.digest.algorithms", "must not be empty");
    }
    DigestAlgorithm[] more =
        algorithms.subList(1, algorithms.size()).toArray(DigestAlgorithm[]::new);
    if (peppers.currentVersion().isEmpty()) {
      throw StartException.inProperty(
          "claviger.http.digest.realm", "needs a current pepper", "Set claviger.peppers.1");
    }
    return StartException.reading(
        "claviger.http.digest",
        () -> Digest.of(DigestSettings.of(realm, algorithms.get(0), more), peppers));
  }

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnBean(Claviger.class)
  HttpAccess clavigerHttpAccess(
      Claviger claviger,
      RoleGrants grants,
      ClavigerProperties properties,
      ListableBeanFactory beans) {
    ClavigerProperties.Http http = properties.http();
    HttpAccessBuilder builder =
        HttpAccess.builder(claviger, grants)
            .schemes(http.schemes().toArray(AuthorizationScheme[]::new))
            .proxies(KeyRules.proxies(http));
    StartException.reading("claviger.http.realm", () -> builder.realm(http.realm()));
    if (!http.header().isEmpty()) {
      StartException.reading("claviger.http.header", () -> builder.tokenHeader(http.header()));
    }
    beans.getBeanProvider(Digest.class).ifAvailable(each -> builder.accept(each.presentation()));
    beans.getBeanProvider(Presentation.class).orderedStream().forEach(builder::accept);
    beans
        .getBeanProvider(HttpAccessCustomizer.class)
        .orderedStream()
        .forEach(each -> each.customize(builder));
    return StartException.reading(
        "claviger.http.schemes",
        "Set claviger.http.schemes, claviger.http.header or claviger.http.digest.realm",
        builder::build);
  }

  @Bean
  @ConditionalOnMissingClass("org.springframework.security.web.SecurityFilterChain")
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  SmartInitializingSingleton clavigerProtectionCheck(ListableBeanFactory beans) {
    return () -> Unprotected.warn(beans);
  }

  /** Checks it at the start, also for an {@link HttpAccess} of the application. */
  @Bean
  SmartInitializingSingleton clavigerAddressCheck(
      Environment environment, ListableBeanFactory beans, ClavigerProperties properties) {
    return () -> new ForwardedAddresses(environment, beans, properties.http()).check();
  }

  /** Throws unless the application is on Spring MVC or WebFlux, as the property needs. */
  static void requireSpringWeb(String property, ListableBeanFactory beans) {
    if (!beans.containsBeanDefinition(BlockingCalls.BEAN)) {
      OptionalType.SPRING_MVC.require(property, "org.springframework:spring-webmvc");
    }
  }

  /** As many threads as a servlet container usually has. */
  @Bean(BlockingCalls.BEAN)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
  BlockingCalls clavigerBlockingCalls() {
    return new BlockingCalls(200, 1000);
  }
}
