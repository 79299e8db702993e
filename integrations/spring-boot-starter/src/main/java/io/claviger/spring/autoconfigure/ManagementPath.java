package io.claviger.spring.autoconfigure;

import io.claviger.http.MountPath;
import io.claviger.spring.ClavigerProperties;
import io.claviger.spring.internal.start.StartException;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if the application serves the management of keys over HTTP. */
final class ManagementPath implements Condition {
  static final String PROPERTY = "claviger.management.path";

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return !context.getEnvironment().getProperty(PROPERTY, "").isEmpty();
  }

  static String of(ClavigerProperties properties) {
    return StartException.reading(
        PROPERTY, () -> new MountPath(properties.management().path()).value());
  }
}
