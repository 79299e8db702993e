package io.claviger.spring;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if the application serves the management of keys over HTTP. */
final class ManagementPath implements Condition {
  static final String PROPERTY = "claviger.management.path";

  /** Characters that the path of a request has as they are. */
  private static final String PATH = "(/[A-Za-z0-9._~-]+)+";

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return !context.getEnvironment().getProperty(PROPERTY, "").isEmpty();
  }

  static String of(ClavigerProperties properties) {
    String path = properties.management().path();
    if (!path.matches(PATH)) {
      throw StartException.inProperty(
          PROPERTY,
          "is '"
              + path
              + "', but must have segments of letters, digits and . _ ~ -, each after a slash, as"
              + " /account/api-keys");
    }
    return path;
  }
}
