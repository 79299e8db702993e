package io.claviger.access;

import io.claviger.model.StoreException;

/**
 * Finds the key of a credential. {@link io.claviger.Claviger#authenticator()} returns one; it is
 * immutable and thread-safe. It is an interface so that an application can wrap it, to count or to
 * limit.
 */
@FunctionalInterface
public interface Authenticator {
  /**
   * Authenticates a credential. Reads the store once, or twice for an access token; not at all for
   * a missing or malformed credential. Compares in constant time. The time of a rejection does not
   * reveal its reason, even if the key does not exist. At the instant of its expiry, a key or a
   * secret is expired.
   *
   * @throws StoreException if the store fails
   */
  AuthenticationResult authenticate(Credential credential);
}
