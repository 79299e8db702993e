package io.claviger.internal.management;

import io.claviger.model.ClavigerException;
import io.claviger.spi.OrganizationChange;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a rule decided.
 *
 * @param change to be committed; empty where nothing needs to change
 * @param outcome for the caller once it is committed; throws where the rule refused
 */
public record Proposal<R>(Optional<OrganizationChange> change, Supplier<R> outcome) {
  static <R> Proposal<R> unchanged(R result) {
    return new Proposal<>(Optional.empty(), () -> result);
  }

  static <R> Proposal<R> of(OrganizationChange change, R result) {
    return new Proposal<>(Optional.of(change), () -> result);
  }

  /** Nothing is committed, and this is thrown. */
  static <R> Proposal<R> refused(ClavigerException refusal) {
    return new Proposal<>(
        Optional.empty(),
        () -> {
          throw refusal;
        });
  }

  /** For the caller once it is committed; what is thrown is the rule's refusal. */
  public R result() {
    return outcome.get();
  }
}
