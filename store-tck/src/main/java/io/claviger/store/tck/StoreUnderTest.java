package io.claviger.store.tck;

import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.AuditLog;
import io.claviger.spi.UsageStore;
import io.claviger.spi.VerifierStore;

/**
 * A store and the events it wrote, which the contract looks at together.
 *
 * @param auditLog reads what {@code store} has committed; may be the same object
 * @param otherNode as another process has it that works on the same keys: another object, with
 *     nothing in memory that it shares with {@code store} (what a driver keeps for the whole
 *     process is shared all the same, such as a counter in its ids: no order may come from that).
 *     Where keys are in the memory of one process, {@code store} itself: then races run on one node
 */
public record StoreUnderTest(ApiKeyStore store, AuditLog auditLog, ApiKeyStore otherNode) {
  /** A store that no other process can share. */
  public StoreUnderTest(ApiKeyStore store, AuditLog auditLog) {
    this(store, auditLog, store);
  }

  /** The same, as it is on the other node. */
  StoreUnderTest fromOtherNode() {
    return new StoreUnderTest(/* store= */ otherNode, auditLog, /* otherNode= */ store);
  }

  /** Which no store may leave out. */
  UsageStore usageStore() {
    return store
        .usageStore()
        .orElseThrow(() -> new AssertionError("the store counts no usage: usageStore() is empty"));
  }

  /** Which no store may leave out. */
  VerifierStore verifierStore() {
    return store
        .verifierStore()
        .orElseThrow(
            () -> new AssertionError("the store exchanges no verifiers: verifierStore() is empty"));
  }
}
