package io.claviger.model;

import java.util.Objects;

/** The parts of a key that never change. */
public record ApiKeyIdentity(
    ApiKeyId id, OrganizationId organization, PublicKey publicKey, Stamp created) {
  /** Checks that no part is null. */
  public ApiKeyIdentity {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(publicKey, "publicKey");
    Objects.requireNonNull(created, "created");
  }
}
