package io.claviger.internal.credential;

import io.claviger.ApiKey;
import io.claviger.Caller;
import io.claviger.IpAddress;
import io.claviger.Organization;
import io.claviger.SecretId;
import io.claviger.access.Authenticated;
import io.claviger.internal.management.KeyCaller;
import java.time.Instant;

/** The one implementation: outside of this module nobody can make it without authenticating. */
public record KeyAuthentication(
    Organization organization, ApiKey apiKey, SecretId secret, Instant at)
    implements Authenticated {
  @Override
  public Caller.Key caller(IpAddress address) {
    return new KeyCaller(organization.id(), apiKey.id(), secret, address);
  }

  /** The key's id and public half. */
  @Override
  public String toString() {
    return "Authenticated[" + apiKey.id() + ", " + apiKey.publicKey() + "]";
  }
}
