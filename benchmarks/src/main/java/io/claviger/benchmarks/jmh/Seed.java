package io.claviger.benchmarks.jmh;

import io.claviger.Actor;
import io.claviger.ApiKeySettings;
import io.claviger.AuditEvent;
import io.claviger.CidrBlock;
import io.claviger.EventType;
import io.claviger.IpAddress;
import io.claviger.Labels;
import io.claviger.Limits;
import io.claviger.Organization;
import io.claviger.OrganizationCounters;
import io.claviger.OrganizationId;
import io.claviger.OrganizationSettings;
import io.claviger.Peppers;
import io.claviger.Permission;
import io.claviger.Revision;
import io.claviger.Role;
import io.claviger.RoleAssignment;
import io.claviger.Stamp;
import io.claviger.Validity;
import io.claviger.Whitelist;
import io.claviger.WhitelistEntry;
import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.KeyIssuer;
import io.claviger.internal.credential.SecretHasher;
import io.claviger.internal.credential.Verifiers;
import io.claviger.spi.OrganizationChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Organizations of ten keys each, as the library would make them, but faster than one by one: each
 * key has one role and a whitelist of three entries, one of which admits {@link #ADDRESSES}.
 */
final class Seed {
  static final int KEYS_PER_ORGANIZATION = 10;
  static final Permission PERMISSION = new Permission("reports.read");
  static final Role ROLE = Role.ORG_READ_ONLY;

  /** From where requests come. */
  static final IpAddress[] ADDRESSES = addresses();

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Stamp STAMP =
      new Stamp(NOW, new Actor(Actor.Kind.HOST, "seed", Optional.empty()));

  // Not a secret: it protects keys that live as long as a measurement.
  private static final byte[] PEPPER = new byte[32];

  private final Random random = new Random(1);
  private final Entropy entropy = new Entropy(random);
  private final KeyIssuer issuer;

  /** With verifiers of the scheme "hmac" or "sha256". */
  Seed(String scheme) {
    Map<Integer, byte[]> peppers = isPeppered(scheme) ? Map.of(1, PEPPER) : Map.of();
    SecretHasher hasher = new SecretHasher(entropy, peppers.size(), peppers);
    this.issuer = new KeyIssuer(entropy, new Verifiers(hasher, Optional.empty()));
  }

  /** What the library is to be given, so that it makes such verifiers. */
  static Peppers peppers(String scheme) {
    return isPeppered(scheme) ? Peppers.of(1, PEPPER) : Peppers.none();
  }

  private static boolean isPeppered(String scheme) {
    return switch (scheme) {
      case "hmac" -> true;
      case "sha256" -> false;
      default -> throw new IllegalArgumentException("scheme " + scheme + "; hmac or sha256");
    };
  }

  /** Makes so many keys, and hands them over by organization. */
  void make(int keys, BiConsumer<Organization, List<KeyIssuer.Issue>> sink) {
    for (int made = 0; made < keys; made += KEYS_PER_ORGANIZATION) {
      int count = Math.min(KEYS_PER_ORGANIZATION, keys - made);
      Organization organization = organization(count);
      List<KeyIssuer.Issue> issued = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        issued.add(issuer.issue(organization.id(), settings(made + i), STAMP));
      }
      sink.accept(organization, issued);
    }
  }

  /** The change that puts them into a store. */
  OrganizationChange creation(Organization organization, List<KeyIssuer.Issue> keys) {
    AuditEvent event =
        new AuditEvent(
            entropy.eventId(NOW),
            EventType.ORGANIZATION_CREATED,
            AuditEvent.Subject.of(organization.id()),
            STAMP,
            new TreeMap<>());
    return OrganizationChange.creation(
        organization, keys.stream().map(KeyIssuer.Issue::stored).toList(), List.of(event));
  }

  private Organization organization(int keys) {
    OrganizationId id = entropy.organizationId(NOW);
    return new Organization(
        id,
        STAMP,
        new OrganizationSettings("seeded", false, Limits.standard()),
        new OrganizationCounters(keys, 0),
        new Revision(1, random.nextLong()));
  }

  private static ApiKeySettings settings(int number) {
    return new ApiKeySettings(
        "seeded key " + number,
        Labels.none(),
        new TreeSet<>(List.of(RoleAssignment.onOrganization(ROLE))),
        Whitelist.of(
            List.of(
                entry(
                    new IpAddress(
                        IpAddress.Family.IPV4, 0, 0x0a00_0000L + (number & 0xffff) * 256L),
                    24),
                entry(ADDRESSES[0], 24),
                entry(
                    new IpAddress(IpAddress.Family.IPV6, 0x2001_0db8_0000_0000L + number, 0), 64))),
        Validity.unlimited());
  }

  private static WhitelistEntry entry(IpAddress address, int prefixLength) {
    return new WhitelistEntry(CidrBlock.containing(address, prefixLength), NOW, 1);
  }

  private static IpAddress[] addresses() {
    IpAddress[] addresses = new IpAddress[256];
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = new IpAddress(IpAddress.Family.IPV4, 0, 0xc633_6400L + i);
    }
    return addresses;
  }
}
