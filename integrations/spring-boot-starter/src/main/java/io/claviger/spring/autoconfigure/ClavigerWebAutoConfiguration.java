package io.claviger.spring.autoconfigure;

import io.claviger.http.access.HttpAccess;
import io.claviger.spring.internal.servlet.ManagementExceptionAdvice;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers refused calls of management in controllers: see {@link ManagementExceptionAdvice}. */
@AutoConfiguration(after = ClavigerHttpAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(RestControllerAdvice.class)
@ConditionalOnBean(HttpAccess.class)
public final class ClavigerWebAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  ManagementExceptionAdvice clavigerExceptionAdvice(HttpAccess access) {
    return new ManagementExceptionAdvice(access);
  }
}
