package io.claviger.spring;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ClassUtils;

/** A type of a dependency that the application may lack. */
enum OptionalType {
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

  String className() {
    return className;
  }

  boolean isPresent() {
    return ClassUtils.isPresent(className, null);
  }

  /** Throws unless the application is on Spring MVC or WebFlux, as the property needs. */
  static void requireSpringWeb(String property, ListableBeanFactory beans) {
    if (!beans.containsBeanDefinition(BlockingCalls.BEAN)) {
      SPRING_MVC.require(property, "org.springframework:spring-webmvc");
    }
  }

  /** Throws unless it is present. The property needs this artifact, which has it. */
  void require(String property, String artifact) {
    if (!isPresent()) {
      throw StartException.inProperty(
          property, "needs the dependency " + artifact, "Add it, or remove " + property);
    }
  }
}
