package io.claviger.internal.management;

import io.claviger.spi.OrganizationChange;
import java.util.Optional;

/**
 * What a rule decided.
 *
 * @param change to be committed; empty where nothing needs to change
 * @param result for the caller once it is committed
 */
public record Proposal<R>(Optional<OrganizationChange> change, R result) {
  static <R> Proposal<R> unchanged(R result) {
    return new Proposal<>(Optional.empty(), result);
  }

  static <R> Proposal<R> of(OrganizationChange change, R result) {
    return new Proposal<>(Optional.of(change), result);
  }
}
