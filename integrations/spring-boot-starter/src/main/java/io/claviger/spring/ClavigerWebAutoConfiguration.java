package io.claviger.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers refused calls of management in controllers: see {@link ManagementExceptionAdvice}. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(RestControllerAdvice.class)
public final class ClavigerWebAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  ManagementExceptionAdvice clavigerExceptionAdvice() {
    return new ManagementExceptionAdvice();
  }
}
