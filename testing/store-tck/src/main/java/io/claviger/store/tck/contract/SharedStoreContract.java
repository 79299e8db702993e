package io.claviger.store.tck.contract;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;

/**
 * The contract of a store that several processes share, each with its own object on the same keys.
 * It adds tests of the changes that one node makes and another one reads.
 */
public abstract class SharedStoreContract extends ApiKeyStoreContract {
  /** Creates the contract; its subclasses are test classes. */
  protected SharedStoreContract() {}

  @Nested
  @Order(Integer.MAX_VALUE)
  class Nodes extends NodesGroup {}
}
