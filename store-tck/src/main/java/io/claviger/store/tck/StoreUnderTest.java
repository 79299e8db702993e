package io.claviger.store.tck;

import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.AuditLog;

/**
 * A store and the events it wrote, which the contract looks at together.
 *
 * @param auditLog reads what {@code store} has committed; may be the same object
 */
public record StoreUnderTest(ApiKeyStore store, AuditLog auditLog) {}
