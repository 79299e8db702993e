package io.claviger.spring;

import org.springframework.util.ClassUtils;

/** A type of a dependency that the application may lack. */
enum OptionalType {
  EMBEDDED_STORE("io.claviger.store.jdbc.embedded.EmbeddedApiKeyStore"),
  MANAGEMENT("io.claviger.management.ManagementHandler"),
  MEMORY_STORE("io.claviger.store.memory.InMemoryApiKeyStore"),
  HIKARI("com.zaxxer.hikari.HikariDataSource"),
  TRANSACTION_PROXY("org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy"),
  FORWARDED_HEADER_FILTER("org.springframework.web.filter.ForwardedHeaderFilter"),
  SECURITY("org.springframework.security.web.SecurityFilterChain"),
  SPRING_MVC("org.springframework.web.servlet.handler.SimpleUrlHandlerMapping"),
  ACTUATOR("org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType"),
  SERVLET_FILTER("jakarta.servlet.Filter"),
  TOMCAT("org.apache.catalina.startup.Tomcat");

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
}
