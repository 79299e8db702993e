package io.claviger.spring;

import io.claviger.http.access.HttpAccessBuilder;

/**
 * Changes the options of the {@link io.claviger.http.access.HttpAccess}. Declare beans of it; they
 * are called in their order, after the properties are applied.
 */
@FunctionalInterface
public interface HttpAccessCustomizer {
  /** Changes the options. */
  void customize(HttpAccessBuilder builder);
}
