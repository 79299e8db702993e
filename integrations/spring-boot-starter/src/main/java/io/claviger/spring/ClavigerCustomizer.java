package io.claviger.spring;

import io.claviger.Claviger;

/**
 * Changes the options of the {@link Claviger}. Declare beans of it; they are called in their order,
 * after the properties are applied.
 */
@FunctionalInterface
public interface ClavigerCustomizer {
  /** Changes the options. */
  void customize(Claviger.Builder builder);
}
