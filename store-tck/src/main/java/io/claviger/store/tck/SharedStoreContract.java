package io.claviger.store.tck;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;

/**
 * The contract of a store that several processes share, each with an object of its own on the same
 * keys: what every store must keep, and what the nodes see of each other.
 */
public abstract class SharedStoreContract extends ApiKeyStoreContract {
  /** For subclasses. */
  protected SharedStoreContract() {}

  @Nested
  @Order(31)
  class Nodes extends NodesGroup {
    Nodes() {
      super(SharedStoreContract.this::opened);
    }
  }
}
