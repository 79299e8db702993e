package io.claviger.internal.management;

import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.KeyIssuer;
import io.claviger.internal.credential.Verifiers;

/** All rules of management, by what they are about. */
public record Rules(
    OrganizationRules organizations,
    OrganizationCreation organizationCreation,
    KeyRules keys,
    KeyCreation keyCreation,
    WhitelistRules whitelists,
    ProjectRules projects,
    SecretRules secrets,
    ReapRules reaping) {
  public static Rules of(Entropy entropy, Verifiers verifiers) {
    KeyIssuer issuer = new KeyIssuer(entropy, verifiers);
    KeyCreation keyCreation = new KeyCreation(entropy, issuer);
    return new Rules(
        new OrganizationRules(entropy),
        new OrganizationCreation(entropy, keyCreation),
        new KeyRules(entropy),
        keyCreation,
        new WhitelistRules(entropy),
        new ProjectRules(entropy),
        new SecretRules(entropy, issuer),
        new ReapRules(entropy));
  }
}
