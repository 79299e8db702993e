package io.claviger.spring.autoconfigure;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches unless the properties declare a user for Spring Boot. */
final class NoUserInProperties implements Condition {
  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    Environment environment = context.getEnvironment();
    return !environment.containsProperty("spring.security.user.name")
        && !environment.containsProperty("spring.security.user.password");
  }
}
