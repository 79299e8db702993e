package io.claviger.model;

import java.util.Objects;

/** What never changes about a key. */
public record ApiKeyIdentity(
    ApiKeyId id, OrganizationId organization, PublicKey publicKey, Stamp created) {
  /** No part may be null. */
  public ApiKeyIdentity {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(publicKey, "publicKey");
    Objects.requireNonNull(created, "created");
  }
}
