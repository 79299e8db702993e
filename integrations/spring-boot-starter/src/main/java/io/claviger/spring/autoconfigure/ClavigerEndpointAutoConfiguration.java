package io.claviger.spring.autoconfigure;

import io.claviger.Claviger;
import io.claviger.spring.internal.actuator.ClavigerEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Declares the actuator endpoint {@code claviger}, which is off by default. */
@AutoConfiguration(after = ClavigerAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(endpoint = ClavigerEndpoint.class)
public final class ClavigerEndpointAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  ClavigerEndpoint clavigerEndpoint(Claviger claviger) {
    return new ClavigerEndpoint(claviger);
  }
}
