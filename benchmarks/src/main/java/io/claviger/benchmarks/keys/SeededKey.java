package io.claviger.benchmarks.keys;

import io.claviger.access.AccessRequest;
import io.claviger.access.Credential;
import io.claviger.internal.credential.KeyIssuer;
import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.PrivateKey;

/** A key in a store, and its private key. */
public record SeededKey(
    OrganizationId organization, ApiKeyId id, String publicKey, PrivateKey privateKey) {
  static SeededKey of(KeyIssuer.Issue issue) {
    return new SeededKey(
        issue.stored().key().organization(),
        issue.stored().key().id(),
        issue.stored().key().publicKey().value(),
        issue.issued().privateKey());
  }

  /** Returns the credential that the owner of the key presents. */
  public Credential credential() {
    return Credential.pair(publicKey, privateKey.reveal());
  }

  /** Returns a request that the key may make: its permission, from an address of its whitelist. */
  public AccessRequest request() {
    return AccessRequest.of(organization, Seed.PERMISSION, Seed.address(0));
  }
}
