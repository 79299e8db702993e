package io.claviger;

/** What never changes about a key. */
public record ApiKeyIdentity(
    ApiKeyId id, OrganizationId organization, PublicKey publicKey, Stamp created) {}
