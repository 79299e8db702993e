package io.claviger.store.tck;

import io.claviger.model.AccessTokenId;
import io.claviger.model.Actor;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.EventType;
import io.claviger.model.IpAddress;
import io.claviger.model.KeyKind;
import io.claviger.model.Labels;
import io.claviger.model.Limits;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationSettings;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.model.RevokedToken;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.model.Stamp;
import io.claviger.model.Usage;
import io.claviger.model.Whitelist;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import io.claviger.spi.store.VerifierReplacement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ordinary valid values for tests. Every id and public key is new within one instance, and they
 * ascend; nothing is random. Thread-safe.
 */
public final class Samples {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final AtomicLong drawn = new AtomicLong();

  /** Creates a source of values, which begins with the first id. */
  public Samples() {}

  /** Returns an instant, which is always the same. */
  public Instant instant() {
    return NOON;
  }

  /** Returns a stamp of a user at {@link #instant}. */
  public Stamp stamp() {
    return new Stamp(NOON, new Actor(Actor.Kind.USER, "alice", Optional.empty()));
  }

  /** Creates an organization at its first revision, without keys. */
  public Organization organization() {
    return Organization.of(
        new OrganizationId(hex24()),
        stamp(),
        OrganizationSettings.of("Example", false, Optional.empty(), Limits.standard()),
        new OrganizationCounters(0, 0),
        revision(1));
  }

  /** Returns the organization at its next revision. */
  public Organization moved(Organization organization) {
    return organization.withRevision(organization.revision().next(bits()));
  }

  /** Creates a revision that no organization has. */
  public Revision revision(long number) {
    return new Revision(number, bits());
  }

  /** Creates an id. */
  public ApiKeyId apiKeyId() {
    return new ApiKeyId(hex24());
  }

  /** Creates an id. */
  public SecretId secretId() {
    return new SecretId(hex24());
  }

  /** Creates an id. */
  public EventId eventId() {
    return new EventId(hex24());
  }

  /** Creates a public key. */
  public PublicKey publicKey() {
    return new PublicKey(hex24());
  }

  /** Creates a key with one role, one secret and no whitelist. */
  public StoredApiKey key(OrganizationId organization) {
    return key(organization, apiKeyId());
  }

  /** Creates a key with this id. */
  public StoredApiKey key(OrganizationId organization, ApiKeyId id) {
    return stored(
        new ApiKey.Identity(id, organization, publicKey(), stamp(), KeyKind.none()),
        settings(),
        secret());
  }

  /** Creates a key of these parts. */
  public StoredApiKey stored(
      ApiKey.Identity identity, ApiKeySettings settings, StoredSecret... secrets) {
    List<SecretInfo> infos = List.of(secrets).stream().map(StoredSecret::info).toList();
    return new StoredApiKey(ApiKey.of(identity, settings, infos), List.of(secrets));
  }

  /** Returns the key with another public key. */
  public StoredApiKey withPublicKey(StoredApiKey key, PublicKey publicKey) {
    ApiKey.Identity old = key.key().identity();
    ApiKey.Identity identity =
        new ApiKey.Identity(old.id(), old.organization(), publicKey, old.created(), KeyKind.none());
    return stored(identity, key.key().settings(), key.secrets().toArray(StoredSecret[]::new));
  }

  /** Returns the key as one of this kind. */
  public StoredApiKey ofKind(StoredApiKey key, KeyKind kind) {
    ApiKey.Identity old = key.key().identity();
    ApiKey.Identity identity =
        new ApiKey.Identity(old.id(), old.organization(), old.publicKey(), old.created(), kind);
    return stored(identity, key.key().settings(), key.secrets().toArray(StoredSecret[]::new));
  }

  /** Returns the settings of an enabled member without a whitelist. */
  public ApiKeySettings settings() {
    return ApiKeySettings.of(
        "nightly export",
        Labels.none(),
        new TreeSet<>(List.of(RoleAssignment.onOrganization(Role.ORG_MEMBER))),
        Whitelist.empty(),
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Creates a secret with one new verifier. */
  public StoredSecret secret() {
    return secret(secretId());
  }

  /** Creates a secret with this id. */
  public StoredSecret secret(SecretId id) {
    SecretInfo info =
        SecretInfo.of(
            id,
            new SecretHint("********-****-****-7b04d2f8a5c3"),
            NOON,
            Optional.empty(),
            Optional.empty());
    return new StoredSecret(info, List.of(new Verifier("sample$" + hex24())));
  }

  /** Returns the secret with an expiry. */
  public StoredSecret expiring(StoredSecret secret, Instant at) {
    SecretInfo info = secret.info();
    return new StoredSecret(
        SecretInfo.of(info.id(), info.hint(), info.createdAt(), Optional.of(at), Optional.empty()),
        secret.verifiers());
  }

  /**
   * Returns one use of the key at that instant, through its first secret and no whitelist entry.
   */
  public UsageCount use(StoredApiKey key, Instant at) {
    SecretId secret = key.secrets().get(0).info().id();
    return new UsageCount(
        new UsageStore.Subject(key.key().organization(), key.key().id(), secret, Optional.empty()),
        Usage.once(new Usage.Last(at, IpAddress.parse("203.0.113.7"))));
  }

  /** Returns a replacement of the verifiers of the first secret by a new one. */
  public VerifierReplacement replacement(StoredApiKey key) {
    StoredSecret secret = key.secrets().get(0);
    return new VerifierReplacement(
        key.key().organization(),
        key.key().id(),
        secret.info().id(),
        secret.verifiers(),
        secret().verifiers());
  }

  /**
   * Creates a token of this key that was revoked at {@link #instant}, so long before its expiry.
   */
  public RevokedToken revokedToken(StoredApiKey key, Duration before) {
    return new RevokedToken(
        key.key().organization(),
        key.key().id(),
        new AccessTokenId(hex24()),
        NOON,
        NOON.plus(before));
  }

  /** Creates an event of the organization. */
  public AuditEvent event(OrganizationId organization) {
    return event(organization, eventId());
  }

  /** Creates an event with this id. */
  public AuditEvent event(OrganizationId organization, EventId id) {
    return AuditEvent.of(
        id,
        EventType.ORGANIZATION_REVISION_BUMPED,
        AuditEvent.Subject.of(organization),
        stamp(),
        new TreeMap<>(),
        Optional.empty());
  }

  /** Returns a change that creates the organization with these keys, with one event. */
  public OrganizationChange creation(Organization organization, StoredApiKey... keys) {
    return OrganizationChange.creation(
        organization, List.of(keys), List.of(event(organization.id())));
  }

  /** Returns a change of this organization to its next revision, with one event. */
  public OrganizationChange update(Organization before, KeyChanges keys) {
    return change(before, moved(before), keys);
  }

  /** Returns a change between two states of an organization, with one event. */
  public OrganizationChange change(Organization before, Organization after, KeyChanges keys) {
    return OrganizationChange.update(before.revision(), after, keys, List.of(event(before.id())));
  }

  /** Returns a change that deletes the organization, with one event. */
  public OrganizationChange deletion(Organization before) {
    return OrganizationChange.deletion(
        before.revision(), moved(before), List.of(event(before.id())));
  }

  private String hex24() {
    return String.format("%024x", drawn.incrementAndGet());
  }

  /** Returns numbers spread over all 64 bits, so that half of them are negative. */
  private long bits() {
    return drawn.incrementAndGet() * 0x9e37_79b9_7f4a_7c15L;
  }
}
