package io.claviger.spi;

import io.claviger.model.StoreException;

/**
 * Exchanges verifiers for better ones of the same secret: under a newer pepper, or of a faster
 * scheme. Says nothing new about the key, so it moves no revision and makes no change of the
 * organization fail. Thread-safe.
 */
public interface VerifierStore {
  /**
   * Makes the exchange, if the secret exists and has exactly the expected verifiers in their order.
   * Then facts and look-ups show it to every thread and node. A cache round the store may go on
   * with those before, since they accept the same secret; one through which an exchange is made
   * that {@linkplain VerifierExchange#bringsScheme brings one of a scheme} reads anew.
   *
   * @return false if it has not; nothing was written
   * @throws StoreException on trouble; it may have been made all the same, which does no harm
   */
  boolean exchange(VerifierExchange exchange);
}
