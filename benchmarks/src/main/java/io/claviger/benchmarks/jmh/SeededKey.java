package io.claviger.benchmarks.jmh;

import io.claviger.ApiKeyId;
import io.claviger.OrganizationId;
import io.claviger.PrivateKey;
import io.claviger.access.AccessRequest;
import io.claviger.access.PresentedCredential;
import io.claviger.internal.credential.KeyIssuer;

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
  public PresentedCredential credential() {
    return PresentedCredential.pair(publicKey, privateKey.reveal());
  }

  /** For what it may do, from where it may. */
  public AccessRequest request() {
    return AccessRequest.of(organization, Seed.PERMISSION, Seed.ADDRESSES[0]);
  }
}
