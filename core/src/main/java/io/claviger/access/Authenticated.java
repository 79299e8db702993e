package io.claviger.access;

import io.claviger.Caller;
import io.claviger.IpAddress;
import io.claviger.OrganizationId;
import io.claviger.Revision;
import io.claviger.SecretId;
import io.claviger.internal.credential.KeyAuthentication;
import java.time.Instant;
import java.util.Optional;

/**
 * The credential is of this key, which is enabled and not expired. That the key may be used from
 * where the request comes is not decided yet. Immutable; only an authentication makes one.
 */
public sealed interface Authenticated extends Authentication permits KeyAuthentication {
  /** The organization of the key. */
  OrganizationId organization();

  /**
   * The key, as it was found. Of one that a cache keeps, the first call makes the values, the
   * whitelist among them: a request that needs none of them saves that.
   */
  PresentedKey apiKey();

  /** Which of its secrets was presented. */
  SecretId secret();

  /**
   * From when on the credential may not be accepted any more, as it was found: the expiry of its
   * key or of its secret, whichever is first; empty for never. A secret that ends some time after
   * the first use of a newer one may end that time after {@link #at()}, with a grace of zero at
   * that very instant. What a host makes of a credential, a session say, should end then at the
   * latest: it sees no revocation, no earlier expiry that is set, no whitelist that is, and no role
   * that is taken away.
   */
  Optional<Instant> expiresAt();

  /**
   * Where the organization was when the key was found, so that a host which keeps something of it
   * can compare with {@link io.claviger.ApiKeys#getOrganization}, or with what a {@link
   * io.claviger.spi.ChangeListener} is told.
   */
  Revision revision();

  /** When it was judged, in microseconds; finer parts are cut off. */
  Instant at();

  /** The key as a caller of management, from this address. */
  Caller.Key caller(IpAddress address);
}
