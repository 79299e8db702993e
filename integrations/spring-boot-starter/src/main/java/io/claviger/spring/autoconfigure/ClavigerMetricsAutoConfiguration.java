package io.claviger.spring.autoconfigure;

import io.claviger.Claviger;
import io.claviger.micrometer.CacheMeterBinder;
import io.claviger.micrometer.ClavigerMeterBinder;
import io.claviger.micrometer.OAuthMeterBinder;
import io.claviger.oauth.OAuthHandler;
import io.claviger.store.cache.CachingApiKeyStore;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares the binders of the meters; Spring Boot binds each to the registries. */
@AutoConfiguration(after = {ClavigerAutoConfiguration.class, ClavigerOAuthAutoConfiguration.class})
@ConditionalOnClass(MeterBinder.class)
public final class ClavigerMetricsAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  ClavigerMeterBinder clavigerMeters(Claviger claviger) {
    return new ClavigerMeterBinder(claviger);
  }

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnBean(CachingApiKeyStore.class)
  CacheMeterBinder clavigerCacheMeters(CachingApiKeyStore cache) {
    return new CacheMeterBinder(cache);
  }

  /** Is loaded only if the application has both modules. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(OAuthHandler.class)
  static final class OfAccessTokens {
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(OAuthHandler.class)
    OAuthMeterBinder clavigerOAuthMeters(OAuthHandler handler) {
      return new OAuthMeterBinder(handler);
    }
  }
}
