package io.claviger.spi.store;

import io.claviger.model.StoreException;

/**
 * Replaces verifiers by better ones of the same secret: under a newer pepper, or of a faster
 * scheme. A replacement adds no fact about the key. So it moves no revision, and makes no change of
 * the organization fail. Thread-safe.
 */
public interface VerifierStore {
  /**
   * Makes the replacement if the secret exists and has exactly the expected verifiers, in their
   * order. After that, every snapshot and every lookup shows the new verifiers, to every thread and
   * node.
   *
   * <p>A cache around the store may keep the old verifiers, since they accept the same secret. If a
   * replacement that {@linkplain VerifierReplacement#changesScheme changes a scheme} is made
   * through the cache, the cache reads the key again.
   *
   * @return false if the secret does not exist or has other verifiers; nothing was written
   * @throws StoreException if the store fails; the replacement may have been made nevertheless,
   *     which does no harm
   */
  boolean replace(VerifierReplacement replacement);
}
