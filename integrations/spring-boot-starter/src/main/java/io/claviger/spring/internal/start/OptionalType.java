package io.claviger.spring.internal.start;

import org.springframework.util.ClassUtils;

/** A type of a dependency that the application may lack. */
public enum OptionalType {
  EMBEDDED_STORE("io.claviger.store.jdbc.embedded.EmbeddedApiKeyStore"),
  MANAGEMENT("io.claviger.management.ManagementHandler"),
  OAUTH("io.claviger.oauth.AccessTokens"),
  MEMORY_STORE("io.claviger.store.memory.InMemoryApiKeyStore"),
  HIKARI("com.zaxxer.hikari.HikariDataSource"),
  TRANSACTION_PROXY("org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy"),
  FORWARDED_HEADER_FILTER("org.springframework.web.filter.ForwardedHeaderFilter"),
  SECURITY("org.springframework.security.web.SecurityFilterChain"),
  SPRING_MVC("org.springframework.web.servlet.handler.SimpleUrlHandlerMapping"),
  ACTUATOR("org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType"),
  SERVLET_FILTER("jakarta.servlet.Filter"),
  WEB_SERVER("org.springframework.boot.web.server.WebServerFactory");

  private final String className;

  OptionalType(String className) {
    this.className = className;
  }

  public String className() {
    return className;
  }

  public boolean isPresent() {
    return ClassUtils.isPresent(className, null);
  }

  /** Throws unless it is present. The property needs this artifact, which has it. */
  public void require(String property, String artifact) {
    if (!isPresent()) {
      throw StartException.inProperty(
          property, "needs the dependency " + artifact, "Add it, or remove " + property);
    }
  }
}
