package io.claviger.spi.store;

import io.claviger.model.StoreException;

/** Finds out how many calls a store serves at once. Thread-safe. */
@FunctionalInterface
public interface StoreCapacity {
  /**
   * Borrows up to {@code wanted} connections at once, and returns them. It waits for each as long
   * as the pool does. A cache calls this when the application starts.
   *
   * @param wanted 1 or more
   * @return how many it got: 1 to {@code wanted}
   * @throws StoreException if the store cannot serve any call
   */
  int probe(int wanted);
}
