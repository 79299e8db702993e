package io.claviger.access;

import io.claviger.model.IpAddress;

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
   * Checks a request of a key that was already authenticated, for example by HTTP Digest. It does
   * not judge the state and the expiry of the key again, so do not keep an {@link Authenticated}
   * for later requests.
   */
  AccessResult check(Authenticated authenticated, AccessRequest request);

  /**
   * Checks whether the credential is valid and may be used from this address, for a request that
   * asks for no permission yet. Reads the store once at most.
   *
   * <p>Use it where a framework checks permissions later, for example by {@link
   * io.claviger.model.RoleGrants#permissions}. The use counts even if the framework then refuses.
   * To decide about a permission after this, ask an {@link Authorizer}: {@link #check} would count
   * the use, and ask the gate, a second time.
   */
  AccessResult admit(Credential credential, IpAddress address);

  /** Admits a key that was already authenticated, otherwise as {@link #admit} does. */
  AccessResult admit(Authenticated authenticated, IpAddress address);
}
