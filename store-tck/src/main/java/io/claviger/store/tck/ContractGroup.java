package io.claviger.store.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeyId;
import io.claviger.OrganizationId;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.AuditLog;
import io.claviger.spi.Facts;
import io.claviger.spi.OrganizationChange;
import java.util.Set;
import java.util.function.Supplier;

/** A part of the contract: tests that belong together, on the store that was opened for them. */
abstract class ContractGroup {
  final Samples samples = new Samples();
  private final Supplier<StoreUnderTest> opened;

  /** The store is not open yet while groups are constructed. */
  ContractGroup(Supplier<StoreUnderTest> opened) {
    this.opened = opened;
  }

  final ApiKeyStore store() {
    return opened.get().store();
  }

  final AuditLog auditLog() {
    return opened.get().auditLog();
  }

  /** Makes a change that nothing stands in the way of. */
  final void commit(OrganizationChange change) {
    assertTrue(store().commit(change), "a change at the present revision, with fresh ids");
  }

  final Facts read(OrganizationId organization, ApiKeyId... keys) {
    return store().read(organization, Set.of(keys)).orElseThrow();
  }
}
