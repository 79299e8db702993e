package io.claviger.spring;

import io.claviger.Claviger;

/**
 * Changes the options of the {@link Claviger}. Declare beans of it; they are called in their order,
 * after the properties are applied. The roles must stay those of the properties, or of the bean of
 * {@link io.claviger.model.ManagementPolicy}: change other parts of the policy with {@link
 * Claviger.Builder#changePolicy}.
 */
@FunctionalInterface
public interface ClavigerCustomizer {
  /** Changes the options. */
  void customize(Claviger.Builder builder);
}
