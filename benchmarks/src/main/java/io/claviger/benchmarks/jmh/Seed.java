package io.claviger.benchmarks.jmh;

import io.claviger.Peppers;
import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.KeyIssuer;
import io.claviger.internal.credential.PairCredentials;
import io.claviger.internal.credential.SecretHasher;
import io.claviger.model.Actor;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.AuditEvent;
import io.claviger.model.CidrBlock;
import io.claviger.model.EventId;
import io.claviger.model.EventType;
import io.claviger.model.IpAddress;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.Labels;
import io.claviger.model.Limits;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationSettings;
import io.claviger.model.Permission;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.model.Stamp;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Generates organizations with ten keys each, faster than the library would issue them. Each key
 * has one role and a whitelist of three entries, one of which contains {@link #ADDRESSES}.
 */
final class Seed {
  static final int KEYS_PER_ORGANIZATION = 10;
  static final Permission PERMISSION = new Permission("reports.read");
  static final Role ROLE = Role.ORG_READ_ONLY;

  /** The addresses of the clients. */
  static final IpAddress[] ADDRESSES = addresses();

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Stamp STAMP =
      new Stamp(NOW, new Actor(Actor.Kind.APPLICATION, "seed", Optional.empty()));

  // This pepper need not be secret: the keys exist only during a measurement.
  private static final byte[] PEPPER =
      "a pepper that protects nothing....".getBytes(StandardCharsets.US_ASCII);

  private final SplittableRandom random = new SplittableRandom(1);
  private final PairCredentials pairs = new PairCredentials();
  private final SecretHasher hasher;
  private final Set<PublicKey> taken = new HashSet<>();

  /** Generates verifiers of the scheme "hmac" or "sha256". */
  Seed(String scheme) {
    Map<Integer, byte[]> peppers = isPeppered(scheme) ? Map.of(1, PEPPER) : Map.of();
    this.hasher = new SecretHasher(new Entropy(random), peppers.size(), peppers);
  }

  /** Returns the peppers that the library needs for verifiers of this scheme. */
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

  /** Generates {@code keys} keys, and passes them to the sink by organization. */
  void make(int keys, BiConsumer<Organization, List<KeyIssuer.Issue>> sink) {
    for (int made = 0; made < keys; made += KEYS_PER_ORGANIZATION) {
      int count = Math.min(KEYS_PER_ORGANIZATION, keys - made);
      Organization organization = organization(count);
      List<KeyIssuer.Issue> issued = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        issued.add(issue(organization.id(), settings(made + i)));
      }
      sink.accept(organization, issued);
    }
  }

  /** Issues a key as the library does, but without its secure random generator, which is slow. */
  private KeyIssuer.Issue issue(OrganizationId organization, ApiKeySettings settings) {
    PublicKey publicKey = publicKey();
    PrivateKey privateKey = pairs.privateKey(publicKey, random);
    SecretId secret = new SecretId(hex24());
    String clear = privateKey.reveal();
    SecretHint hint = new SecretHint("********-****-****-" + clear.substring(clear.length() - 12));
    SecretInfo info = new SecretInfo(secret, hint, NOW, Optional.empty());
    ApiKey.Identity identity =
        new ApiKey.Identity(new ApiKeyId(hex24()), organization, publicKey, STAMP);
    ApiKey key = new ApiKey(identity, settings, List.of(info));
    StoredSecret stored = new StoredSecret(info, List.of(hasher.verifier(secret, privateKey)));
    return new KeyIssuer.Issue(
        new StoredApiKey(key, List.of(stored)), new IssuedApiKey(key, secret, privateKey));
  }

  /** Draws again if the public key is taken: a million keys of eight letters have duplicates. */
  private PublicKey publicKey() {
    PublicKey drawn;
    do {
      drawn = pairs.publicKey(random);
    } while (!taken.add(drawn));
    return drawn;
  }

  private String hex24() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits((int) NOW.getEpochSecond()) + hex.toHexDigits(random.nextLong());
  }

  /** Returns the change that creates the organization and its keys. */
  OrganizationChange creation(Organization organization, List<KeyIssuer.Issue> keys) {
    AuditEvent event =
        new AuditEvent(
            new EventId(hex24()),
            EventType.ORGANIZATION_CREATED,
            AuditEvent.Subject.of(organization.id()),
            STAMP,
            new TreeMap<>());
    return OrganizationChange.creation(
        organization, keys.stream().map(KeyIssuer.Issue::stored).toList(), List.of(event));
  }

  private Organization organization(int keys) {
    OrganizationId id = new OrganizationId(hex24());
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
        true,
        Optional.empty(),
        Optional.empty());
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
