package io.claviger.access;

import io.claviger.Caller;
import io.claviger.IpAddress;
import io.claviger.OrganizationId;
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

  /** The key, as it was found. */
  PresentedKey apiKey();

  /** Which of its secrets was presented. */
  SecretId secret();

  /**
   * When the credential ends by itself, as it was found: with its key or its secret, whichever is
   * first; empty for never. A secret that gets its end when a newer one is used may get it at once,
   * and is told to end so. What a host makes of a credential, as a session, should end then too.
   */
  Optional<Instant> expiresAt();

  /** When it was judged, in microseconds; finer parts are cut off. */
  Instant at();

  /** The key as a caller of management, from this address. */
  Caller.Key caller(IpAddress address);
}
