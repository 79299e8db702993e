package io.claviger.spi.store;

import io.claviger.model.OrganizationId;

/** Evicts cached parts of organizations. Thread-safe. */
@FunctionalInterface
public interface EvictableStore {
  /**
   * Evicts the cached parts of this organization, so that the next call reads them again. Stored
   * data does not change. The library calls this after a transaction of the application has changed
   * the organization. Returns at once.
   */
  void evict(OrganizationId organization);
}
