package io.claviger.model;

import io.claviger.access.Authenticated;
import io.claviger.access.SampleAuthentications;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Plain values that tests start from. */
public final class Samples {
  public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  public static final OrganizationId ORG = new OrganizationId("acme");
  public static final OrganizationId OTHER_ORG = new OrganizationId("umbrella");
  public static final ProjectId PROJECT = new ProjectId("p1");
  public static final ProjectId OTHER_PROJECT = new ProjectId("p2");
  public static final Role READ_ONLY = new Role("ORG_READ_ONLY");
  public static final Role BILLING = new Role("BILLING");
  public static final Role PROJECT_READ_ONLY = new Role("PROJECT_READ_ONLY");
  public static final Role DEPLOYER = new Role("DEPLOYER");
  public static final Roles ROLES =
      Roles.builtIn().withOrganizationRoles(BILLING).withProjectRoles(DEPLOYER);

  private Samples() {}

  public static ApiKeyId keyId(int n) {
    return new ApiKeyId(String.format("%024x", n));
  }

  public static SecretId secretId(int n) {
    return new SecretId(String.format("%024x", n));
  }

  public static PublicKey publicKey(int n) {
    return new PublicKey(String.format("public%06d", n));
  }

  public static RoleAssignment on(Role role) {
    return RoleAssignment.onOrganization(role);
  }

  public static RoleAssignment on(Role role, ProjectId project) {
    return RoleAssignment.onProject(role, project);
  }

  public static Stamp stamp() {
    return new Stamp(NOW, new Actor(Actor.Kind.APPLICATION, "operator", Optional.empty()));
  }

  /** An enabled key with one lasting secret, no whitelist, no expiry. */
  public static ApiKey key(int n, RoleAssignment... roles) {
    ApiKey.Identity identity =
        new ApiKey.Identity(keyId(n), ORG, publicKey(n), stamp(), KeyKind.none());
    ApiKeySettings settings =
        ApiKeySettings.of(
            "key " + n,
            Labels.none(),
            new TreeSet<>(Arrays.asList(roles)),
            Whitelist.empty(),
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    SecretInfo secret =
        SecretInfo.of(
            secretId(n),
            new SecretHint("********-****-****-000000000000"),
            NOW,
            Optional.empty(),
            Optional.empty());
    return ApiKey.of(identity, settings, List.of(secret));
  }

  public static ApiKey owner(int n) {
    return key(n, on(Role.ORG_OWNER));
  }

  public static ApiKey member(int n) {
    return key(n, on(Role.ORG_MEMBER));
  }

  public static ApiKey disabled(ApiKey key) {
    return key.with(key.settings().withEnabled(false));
  }

  public static ApiKey expiring(ApiKey key, Instant at) {
    return key.with(key.settings().withExpiry(Optional.of(at)));
  }

  public static ApiKey listing(ApiKey key, String... blocks) {
    return key.with(key.settings().withWhitelist(whitelist(blocks)));
  }

  /** The key, its secret expiring at this instant. */
  public static ApiKey withSecretUntil(ApiKey key, Instant at) {
    SecretInfo secret = key.secrets().get(0);
    SecretInfo ending =
        SecretInfo.of(
            secret.id(), secret.hint(), secret.createdAt(), Optional.of(at), Optional.empty());
    return ApiKey.of(key.identity(), key.settings(), List.of(ending));
  }

  public static StoredApiKey stored(ApiKey key) {
    List<StoredSecret> secrets =
        key.secrets().stream()
            .map(info -> new StoredSecret(info, List.of(new Verifier("none$of$these"))))
            .toList();
    return new StoredApiKey(key, secrets);
  }

  public static Organization organization(ApiKey... keys) {
    int lasting = (int) Arrays.stream(keys).filter(ApiKey::isLastingOwner).count();
    return Organization.of(
        ORG,
        stamp(),
        OrganizationSettings.of("Acme", false, Optional.empty(), Limits.standard()),
        new OrganizationCounters(keys.length, lasting),
        new Revision(7, 42));
  }

  /** As if this key had been authenticated by that secret, which is its first one. */
  public static Authenticated authenticated(
      Organization organization, ApiKey key, SecretId secret, Instant at) {
    if (!key.secrets().get(0).id().equals(secret)) {
      throw new IllegalArgumentException(secret + " is not the first secret of " + key);
    }
    return SampleAuthentications.of(KeyLookup.of(organization, stored(key)), 0, at);
  }

  public static IpAddress ip(String text) {
    return IpAddress.parse(text);
  }

  public static CidrBlock block(String text) {
    return CidrBlock.parse(text);
  }

  public static WhitelistEntry entry(String block) {
    return new WhitelistEntry(block(block), NOW, 1);
  }

  public static Whitelist whitelist(String... blocks) {
    return Whitelist.of(Arrays.stream(blocks).map(Samples::entry).toList());
  }
}
