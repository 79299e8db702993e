package io.claviger.spi;

import io.claviger.model.OrganizationId;

/**
 * Reports whether an organization has owners that are not keys, such as users of the application.
 * If it has, its last owner key may be removed.
 *
 * <p>The library asks when an organization is created, and when a change takes away the last key
 * that is a lasting owner, after it read the snapshot. It asks outside of any transaction, except a
 * transaction of the application that the store takes part in, and that of a change which competes
 * with another process: such a change holds a connection of the store meanwhile.
 *
 * <p>An application that removes such an owner calls {@link io.claviger.ApiKeys#bumpRevision}
 * afterwards, so that changes in progress are decided again. If the organization is being created
 * at that time, the application calls it after the creation has finished.
 */
@FunctionalInterface
public interface OwnerDirectory {
  /**
   * Checks whether the organization has an owner that is not a key. Must be quick and thread-safe,
   * and must neither make nor await a change of keys or organizations. An exception of this method
   * reaches the caller, and nothing is changed.
   */
  boolean hasOwnerOutside(OrganizationId organization);

  /** Returns a directory without such owners: all owners are keys. */
  static OwnerDirectory keysOnly() {
    return organization -> false;
  }
}
