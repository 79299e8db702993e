package io.claviger.access;

import io.claviger.model.ApiKeyId;
import io.claviger.model.IpAddress;
import io.claviger.model.OrganizationId;
import io.claviger.model.SecretId;

/** Callers that no authentication made. */
public final class Callers {
  private Callers() {}

  /** A key that calls from this address. */
  public static Caller.Key key(
      OrganizationId organization, ApiKeyId key, SecretId secret, IpAddress address) {
    return new Caller.Key(organization, key, secret, address, ProofLimits.NONE);
  }
}
