package io.claviger.internal.management;

import io.claviger.ClavigerException;
import io.claviger.Revision;
import io.claviger.spi.OrganizationChange;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a rule decided.
 *
 * @param change to be committed; empty where nothing needs to change
 * @param outcome for the caller once it is committed; throws where the rule refused
 * @param holdsAt the revision at which it was decided, where that may have been on keys as they
 *     were later, and nothing is committed that would tell
 */
public record Proposal<R>(
    Optional<OrganizationChange> change, Supplier<R> outcome, Optional<Revision> holdsAt) {
  static <R> Proposal<R> unchanged(R result) {
    return new Proposal<>(Optional.empty(), () -> result, Optional.empty());
  }

  static <R> Proposal<R> of(OrganizationChange change, R result) {
    return new Proposal<>(Optional.of(change), () -> result, Optional.empty());
  }

  /** Nothing is committed, and this is thrown. */
  static <R> Proposal<R> refused(ClavigerException refusal) {
    return new Proposal<>(
        Optional.empty(),
        () -> {
          throw refusal;
        },
        Optional.empty());
  }

  /** For the caller once it is committed; what is thrown is the rule's refusal. */
  public R result() {
    return outcome.get();
  }

  /** The same; where nothing is committed, only if the organization is still at this revision. */
  Proposal<R> at(Revision revision) {
    return new Proposal<>(change, outcome, Optional.of(revision));
  }
}
