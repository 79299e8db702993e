package io.claviger.benchmarks.jmh;

import io.claviger.access.AccessRequest;
import io.claviger.access.Credential;
import io.claviger.internal.credential.KeyIssuer;
import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.PrivateKey;

/** A key that is in a store, and what its owner knows. */
public record SeededKey(
    OrganizationId organization, ApiKeyId id, String publicKey, PrivateKey privateKey) {
  static SeededKey of(KeyIssuer.Issue issue) {
    return new SeededKey(
        issue.stored().key().organization(),
        issue.stored().key().id(),
        issue.stored().key().publicKey().value(),
        issue.issued().privateKey());
  }

  /** What its owner presents. */
  public Credential credential() {
    return Credential.pair(publicKey, privateKey.reveal());
  }

  /** For what it may do, from where it may. */
  public AccessRequest request() {
    return AccessRequest.of(organization, Seed.PERMISSION, Seed.ADDRESSES[0]);
  }
}
