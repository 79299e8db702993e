package io.claviger.access;

/**
 * What most hosts call on each request: whose key is it, may it do this from there, and if so, that
 * was one use of it. Made by {@link io.claviger.Claviger#accessCheck}; immutable and thread-safe.
 * An interface so that a host can wrap it.
 *
 * <p>Every outcome is a value. Use is counted in memory and written later, as a rule within an
 * interval; counting it never calls the store. An admitted request counts for the key, for the
 * secret and for the whitelist entry that admitted it; any other counts for nothing.
 */
public interface AccessCheck {
  /** For a request and the credential it brought along. One look-up in the store, at most. */
  AccessResult check(Credential credential, AccessRequest request);

  /**
   * For a key that was authenticated before, by the same means or another. Judges neither its state
   * nor its expiry again: do not keep an authentication for another request.
   */
  AccessResult check(Authenticated authenticated, AccessRequest request);
}
