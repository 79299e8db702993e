package io.claviger.internal.management;

import io.claviger.model.ClavigerException;
import io.claviger.spi.store.OrganizationChange;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The decision of a rule.
 *
 * @param change the change to commit, or empty if nothing changes
 * @param outcome returns the result for the caller after the commit; throws if the rule refused
 */
public record Proposal<R>(Optional<OrganizationChange> change, Supplier<R> outcome) {
  public static <R> Proposal<R> unchanged(R result) {
    return new Proposal<>(Optional.empty(), () -> result);
  }

  public static <R> Proposal<R> of(OrganizationChange change, R result) {
    return new Proposal<>(Optional.of(change), () -> result);
  }

  /** Returns a proposal that commits nothing and throws this refusal. */
  static <R> Proposal<R> refused(ClavigerException refusal) {
    return new Proposal<>(
        Optional.empty(),
        () -> {
          throw refusal;
        });
  }

  /** Returns a proposal of the same change with another result. */
  <S> Proposal<S> map(Function<R, S> shown) {
    return new Proposal<>(change, () -> shown.apply(result()));
  }

  /** Returns the result for the caller after the commit. Throws if the rule refused. */
  public R result() {
    return outcome.get();
  }
}
