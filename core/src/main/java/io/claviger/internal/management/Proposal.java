package io.claviger.internal.management;

import io.claviger.Revision;
import io.claviger.spi.OrganizationChange;
import java.util.Optional;

/**
 * What a rule decided.
 *
 * @param change to be committed; empty where nothing needs to change
 * @param result for the caller once it is committed
 * @param holdsAt the revision at which it was decided, where that may have been on keys as they
 *     were later, and nothing is committed that would tell
 */
public record Proposal<R>(
    Optional<OrganizationChange> change, R result, Optional<Revision> holdsAt) {
  static <R> Proposal<R> unchanged(R result) {
    return new Proposal<>(Optional.empty(), result, Optional.empty());
  }

  static <R> Proposal<R> of(OrganizationChange change, R result) {
    return new Proposal<>(Optional.of(change), result, Optional.empty());
  }

  /** The same; where nothing is committed, only if the organization is still at this revision. */
  Proposal<R> at(Revision revision) {
    return new Proposal<>(change, result, Optional.of(revision));
  }
}
