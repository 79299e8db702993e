package io.claviger.internal;

/** All rules of management, by what they are about. */
public record Rules(
    OrganizationRules organizations,
    OrganizationCreation creation,
    KeyRules keys,
    WhitelistRules whitelists) {
  /** Which draw what is new from there. */
  public static Rules of(Entropy entropy, SecretHasher hasher) {
    KeyRules keys = new KeyRules(entropy, hasher);
    OrganizationRules organizations = new OrganizationRules(entropy);
    return new Rules(
        organizations, new OrganizationCreation(entropy, keys), keys, new WhitelistRules(entropy));
  }
}
