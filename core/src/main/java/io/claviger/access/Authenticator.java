package io.claviger.access;

import io.claviger.model.StoreException;

/**
 * Tells whose credential a request presents. Made by {@link io.claviger.Claviger#authenticator()};
 * immutable and thread-safe. An interface so that a host can wrap it, to count or to limit.
 */
@FunctionalInterface
public interface Authenticator {
  /**
   * One read of the store, none for a missing or malformed credential. Compares in constant time,
   * and does the work of a comparison for a key that does not exist. An instant equal to an expiry
   * is expired.
   *
   * @throws StoreException if the store is in trouble
   */
  AuthenticationResult authenticate(Credential credential);
}
