package io.claviger.benchmarks.keys;

import io.claviger.Peppers;
import io.claviger.access.Authorizer;
import io.claviger.benchmarks.run.Require;
import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.KeyIssuer;
import io.claviger.internal.credential.SecretHasher;
import io.claviger.internal.credential.Verifiers;
import io.claviger.model.Actor;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.AuditEvent;
import io.claviger.model.CidrBlock;
import io.claviger.model.EventType;
import io.claviger.model.IpAddress;
import io.claviger.model.Labels;
import io.claviger.model.Limits;
import io.claviger.model.NewApiKey;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.OrganizationSettings;
import io.claviger.model.Permission;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.RoleGrants;
import io.claviger.model.Stamp;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Generates organizations and their keys, without the secure random generator of the library, which
 * is slow. The same calls generate the same keys.
 */
public final class Seed {
  public static final int KEYS_PER_ORGANIZATION = 10;
  public static final Permission PERMISSION = new Permission("reports.read");
  public static final Role ROLE = Role.ORG_READ_ONLY;

  private static final IpAddress[] ADDRESSES =
      IntStream.range(0, 256)
          .mapToObj(i -> new IpAddress(IpAddress.Family.IPV4, 0, 0xc633_6400L + i))
          .toArray(IpAddress[]::new);
  private static final NewApiKey ORDINARY = NewApiKey.of("a key", Role.ORG_MEMBER);
  private static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");

  // This pepper need not be secret: the keys exist only during a measurement.
  private static final byte[] PEPPER =
      "a pepper that protects nothing....".getBytes(StandardCharsets.US_ASCII);

  private final Entropy entropy = new Entropy(new SplittableRandom(1));
  private final KeyIssuer issuer;
  private final IntFunction<ApiKeySettings> settings;
  // Public keys have eight letters, so that some of a million random ones are equal.
  private final Set<PublicKey> taken = new HashSet<>();
  private Stamp now = new Stamp(BEGIN, new Actor(Actor.Kind.APPLICATION, "seed", Optional.empty()));
  private int made;

  /** Generates keys with verifiers of the scheme "hmac" or "sha256", and standard settings. */
  public Seed(String scheme) {
    this(scheme, Seed::settings);
  }

  /** Generates keys with the settings that belong to their numbers. */
  public Seed(String scheme, IntFunction<ApiKeySettings> settings) {
    Map<Integer, byte[]> peppers = scheme.equals("hmac") ? Map.of(1, PEPPER) : Map.of();
    SecretHasher hasher = new SecretHasher(entropy, peppers.size(), peppers);
    this.issuer = new KeyIssuer(entropy, new Verifiers(hasher, List.of()));
    this.settings = settings;
  }

  /** Returns the peppers that the library needs for verifiers of this scheme. */
  public static Peppers peppers(String scheme) {
    return scheme.equals("hmac") ? Peppers.of(1, PEPPER) : Peppers.none();
  }

  /** Returns an authorizer that knows the role of the keys. */
  public static Authorizer authorizer() {
    return new Authorizer(RoleGrants.none().grant(ROLE, PERMISSION));
  }

  /** Returns the address of the client of this request. The whitelist of each key contains it. */
  public static IpAddress address(int request) {
    return ADDRESSES[request & (ADDRESSES.length - 1)];
  }

  /** Returns the standard settings: one role, and a whitelist of three entries. */
  public static ApiKeySettings settings(int number) {
    IpAddress own =
        new IpAddress(IpAddress.Family.IPV4, 0, 0x0a00_0000L + (number & 0xffff) * 256L);
    IpAddress v6 = new IpAddress(IpAddress.Family.IPV6, 0x2001_0db8_0000_0000L + number, 0);
    return ApiKeySettings.of(
        "seeded key " + number,
        Labels.none(),
        new TreeSet<>(List.of(RoleAssignment.onOrganization(ROLE))),
        Whitelist.of(List.of(entry(own, 24), entry(ADDRESSES[0], 24), entry(v6, 64))),
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static WhitelistEntry entry(IpAddress address, int prefixLength) {
    return new WhitelistEntry(CidrBlock.containing(address, prefixLength), BEGIN, 1);
  }

  /** A new organization, and its keys with their secrets. */
  public record Seeded(OrganizationChange creation, List<KeyIssuer.Issue> keys) {}

  /** Generates {@code keys} keys by organization, while the stream is read. */
  public Stream<Seeded> organizations(int keys) {
    return IntStream.range(0, (keys + KEYS_PER_ORGANIZATION - 1) / KEYS_PER_ORGANIZATION)
        .map(i -> Math.min(KEYS_PER_ORGANIZATION, keys - i * KEYS_PER_ORGANIZATION))
        .mapToObj(this::organization);
  }

  /** Generates {@code keys} keys, while the stream is read. */
  public Stream<KeyIssuer.Issue> keys(int keys) {
    return organizations(keys).flatMap(seeded -> seeded.keys.stream());
  }

  /** Generates {@code keys} keys into an empty store, and returns them in order. */
  public List<KeyIssuer.Issue> fill(ApiKeyStore store, int keys) {
    List<KeyIssuer.Issue> all = new ArrayList<>();
    organizations(keys)
        .forEach(
            seeded -> {
              Require.that(store.commit(seeded.creation), "the store is not empty");
              all.addAll(seeded.keys);
            });
    return all;
  }

  /** Generates an organization with so many keys. */
  public Seeded organization(int keys) {
    Organization organization =
        Organization.of(
            entropy.organizationId(now.at()),
            now,
            OrganizationSettings.of(
                "seeded",
                false,
                Optional.empty(),
                Limits.standard().withApiKeys(1_000_000).withWhitelistEntries(200)),
            new OrganizationCounters(keys, 0),
            new Revision(1, entropy.revision()));
    List<KeyIssuer.Issue> issued = issue(organization, keys);
    List<AuditEvent> events = List.of(event(organization, EventType.ORGANIZATION_CREATED));
    return new Seeded(OrganizationChange.creation(organization, stored(issued), events), issued);
  }

  /** Generates the change that adds so many keys to the organization. */
  public OrganizationChange growth(Organization before, int keys) {
    Organization after =
        before
            .with(before.counters().plus(keys, 0))
            .withRevision(before.revision().next(entropy.revision()));
    return OrganizationChange.update(
        before.revision(),
        after,
        new KeyChanges(stored(issue(after, keys)), List.of(), Map.of(), Set.of()),
        List.of(event(after, EventType.ORGANIZATION_REVISION_BUMPED)));
  }

  private static List<StoredApiKey> stored(List<KeyIssuer.Issue> keys) {
    return keys.stream().map(KeyIssuer.Issue::stored).toList();
  }

  private List<KeyIssuer.Issue> issue(Organization organization, int count) {
    return Stream.generate(
            () -> issuer.issue(organization.id(), settings.apply(made++), now, ORDINARY))
        .filter(key -> taken.add(key.stored().key().publicKey()))
        .limit(count)
        .toList();
  }

  private AuditEvent event(Organization organization, EventType type) {
    return AuditEvent.of(
        entropy.eventId(now.at()),
        type,
        AuditEvent.Subject.of(organization.id()),
        now,
        new TreeMap<>(),
        Optional.empty());
  }

  /** Lets time pass: what is generated from now on is created later. */
  public void pass(Duration time) {
    now = new Stamp(now.at().plus(time), now.by());
  }
}
