package io.claviger.internal;

/** All rules of management. */
public record Rules(
    OrganizationRules organizations,
    OrganizationCreation organizationCreation,
    KeyRules keys,
    KeyCreation keyCreation,
    WhitelistRules whitelists) {
  /** Drawing what is new from there. */
  public static Rules of(Entropy entropy, SecretHasher hasher) {
    KeyCreation keyCreation = new KeyCreation(entropy, new KeyIssuer(entropy, hasher));
    return new Rules(
        new OrganizationRules(entropy),
        new OrganizationCreation(entropy, keyCreation),
        new KeyRules(entropy),
        keyCreation,
        new WhitelistRules(entropy));
  }
}
