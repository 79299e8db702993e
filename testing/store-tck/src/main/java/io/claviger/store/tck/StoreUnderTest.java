package io.claviger.store.tck;

import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.AuditLog;
import io.claviger.spi.UsageStore;
import io.claviger.spi.VerifierStore;

/**
 * A store that the contract tests, with the log of its events and a second node.
 *
 * @param auditLog reads the events that {@code store} has committed; may be the same object
 * @param otherNode the store of another process on the same keys. It is another object and shares
 *     nothing in memory with {@code store}. (A driver may share some state within the process, such
 *     as a counter in its ids. No order may depend on that.) If keys live in the memory of one
 *     process, pass {@code store} itself; then the contract runs its races on one node
 */
public record StoreUnderTest(ApiKeyStore store, AuditLog auditLog, ApiKeyStore otherNode) {
  /** Creates one for a store that no other process can share. */
  public StoreUnderTest(ApiKeyStore store, AuditLog auditLog) {
    this(store, auditLog, store);
  }

  /** Returns the same keys as the other node sees them. */
  public StoreUnderTest fromOtherNode() {
    return new StoreUnderTest(/* store= */ otherNode, auditLog, /* otherNode= */ store);
  }

  /** Returns the store of usage; throws {@link AssertionError} if there is none. */
  public UsageStore usageStore() {
    return store
        .usageStore()
        .orElseThrow(() -> new AssertionError("the store counts no usage: usageStore() is empty"));
  }

  /** Returns the store of verifiers; throws {@link AssertionError} if there is none. */
  public VerifierStore verifierStore() {
    return store
        .verifierStore()
        .orElseThrow(
            () -> new AssertionError("the store replaces no verifiers: verifierStore() is empty"));
  }
}
