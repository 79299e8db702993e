package io.claviger.internal.management;

import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.KeyIssuer;
import io.claviger.internal.credential.Verifiers;

/** All rules of management, by their subjects. */
public record Rules(
    OrganizationRules organizations,
    KeyRules keys,
    KeyCreation keyCreation,
    WhitelistRules whitelists,
    ProjectRules projects,
    SecretRules secrets,
    ExpiredKeyCleanup expiredKeys) {
  public static Rules of(Entropy entropy, Verifiers verifiers) {
    KeyIssuer issuer = new KeyIssuer(entropy, verifiers);
    return new Rules(
        new OrganizationRules(entropy),
        new KeyRules(entropy),
        new KeyCreation(entropy, issuer),
        new WhitelistRules(entropy),
        new ProjectRules(entropy),
        new SecretRules(entropy, issuer),
        new ExpiredKeyCleanup(entropy));
  }
}
