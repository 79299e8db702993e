package io.claviger.spring;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/**
 * Refuses to start an application on WebFlux, whose requests nothing would check. An application
 * that checks them itself excludes this auto-configuration.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
public final class ClavigerWebFluxAutoConfiguration {
  @Bean
  static BeanFactoryPostProcessor clavigerWebFluxRefusal() {
    return beans -> {
      throw new StartException(
          "the starter does not protect applications on WebFlux, so no request would need a key."
              + " Use Spring MVC, or check the keys with HttpAccess yourself and exclude "
              + (ClavigerWebFluxAutoConfiguration.class.getName()
                  + " in spring.autoconfigure.exclude"),
          null);
    };
  }
}
