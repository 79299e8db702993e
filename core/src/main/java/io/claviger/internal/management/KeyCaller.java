package io.claviger.internal.management;

import io.claviger.Actor;
import io.claviger.ApiKeyId;
import io.claviger.Caller;
import io.claviger.IpAddress;
import io.claviger.OrganizationId;
import io.claviger.SecretId;
import java.util.Objects;
import java.util.Optional;

/** The one implementation: outside of this module nobody can make it without authenticating. */
public record KeyCaller(
    OrganizationId organization, ApiKeyId apiKey, SecretId secret, IpAddress address)
    implements Caller.Key {
  /** No part may be null. */
  public KeyCaller {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(apiKey, "apiKey");
    Objects.requireNonNull(secret, "secret");
    Objects.requireNonNull(address, "address");
  }

  @Override
  public Actor actor() {
    return new Actor(Actor.Kind.API_KEY, apiKey.value(), Optional.of(address));
  }
}
