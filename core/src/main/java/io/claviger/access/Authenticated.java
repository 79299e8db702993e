package io.claviger.access;

import io.claviger.ApiKey;
import io.claviger.Caller;
import io.claviger.IpAddress;
import io.claviger.Organization;
import io.claviger.SecretId;
import io.claviger.internal.credential.KeyAuthentication;
import java.time.Instant;

/**
 * The credential is of this key, which is enabled and not expired. That the key may be used from
 * where the request comes is not decided yet. Immutable; only an authentication makes one.
 */
public sealed interface Authenticated extends Authentication permits KeyAuthentication {
  /** The organization of the key. */
  Organization organization();

  /** The key. */
  ApiKey apiKey();

  /** Which of its secrets was presented. */
  SecretId secret();

  /** When it was judged, in microseconds; finer parts are cut off. */
  Instant at();

  /** The key as a caller of management, from this address. */
  Caller.Key caller(IpAddress address);
}
