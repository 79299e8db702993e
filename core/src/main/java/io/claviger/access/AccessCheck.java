package io.claviger.access;

/**
 * Authenticates a credential, decides what its key may do, and counts the use. Most applications
 * call it on each request. {@link io.claviger.Claviger#accessCheck} returns one; it is immutable
 * and thread-safe. It is an interface so that an application can wrap it.
 *
 * <p>Every outcome is a value. A use is counted in memory without a call of the store, and is
 * usually written within an interval. An admitted request counts for its key, its secret and the
 * whitelist entry that admitted it. Other requests do not count.
 */
public interface AccessCheck {
  /** Checks a request with the credential that it presents. Reads the store once at most. */
  AccessResult check(Credential credential, AccessRequest request);

  /**
   * Checks a request of a key that was already authenticated, here or in another way. It does not
   * judge the state and the expiry of the key again, so do not keep an authentication for later
   * requests.
   */
  AccessResult check(Authenticated authenticated, AccessRequest request);
}
