package io.claviger.spi;

import io.claviger.ApiKeys;
import io.claviger.model.OrganizationId;

/**
 * Says whether an organization has owners that are not keys, such as users of the host; then its
 * last owner key may go. Asked in each change, after its facts were read and outside of any
 * transaction but one of the host's that the store takes part in. A host that removes such an owner
 * calls {@link ApiKeys#bumpRevision} afterwards, so that a decision under way is taken anew; for an
 * organization that is being created then, once that is done.
 */
@FunctionalInterface
public interface OwnerDirectory {
  /** Must be quick and thread-safe. What it throws reaches the caller, and nothing is changed. */
  boolean hasOwnerOutside(OrganizationId organization);

  /** Owners are keys only. */
  static OwnerDirectory keysOnly() {
    return organization -> false;
  }
}
