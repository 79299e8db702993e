package io.claviger.store.tck;

import io.claviger.model.Actor;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyIdentity;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.EventType;
import io.claviger.model.IpAddress;
import io.claviger.model.Labels;
import io.claviger.model.LastUse;
import io.claviger.model.Limits;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationSettings;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.model.Stamp;
import io.claviger.model.Usage;
import io.claviger.model.Validity;
import io.claviger.model.Whitelist;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.UsageCount;
import io.claviger.spi.UsedThrough;
import io.claviger.spi.Verifier;
import io.claviger.spi.VerifierExchange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Valid, unremarkable values for tests that do not care what is in them. Every id and public key is
 * new within one instance, in ascending order; nothing is random. Thread-safe.
 */
public final class Samples {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final AtomicLong drawn = new AtomicLong();

  /** Starts counting. */
  public Samples() {}

  /** An instant, the same at each call. */
  public Instant instant() {
    return NOON;
  }

  /** Noon, by a user. */
  public Stamp stamp() {
    return new Stamp(NOON, new Actor(Actor.Kind.USER, "alice", Optional.empty()));
  }

  /** A new organization at its first revision, without keys. */
  public Organization organization() {
    return new Organization(
        new OrganizationId(hex24()),
        stamp(),
        new OrganizationSettings("Example", false, Limits.standard()),
        new OrganizationCounters(0, 0),
        revision(1));
  }

  /** The organization at its next revision. */
  public Organization moved(Organization organization) {
    return organization.at(organization.revision().next(bits()));
  }

  /** A revision that no organization was ever at. */
  public Revision revision(long number) {
    return new Revision(number, bits());
  }

  /** A new id. */
  public ApiKeyId apiKeyId() {
    return new ApiKeyId(hex24());
  }

  /** A new id. */
  public SecretId secretId() {
    return new SecretId(hex24());
  }

  /** A new id. */
  public EventId eventId() {
    return new EventId(hex24());
  }

  /** A new public key. */
  public PublicKey publicKey() {
    return new PublicKey(hex24());
  }

  /** A new key with one role, one secret and no whitelist. */
  public StoredApiKey key(OrganizationId organization) {
    return key(organization, apiKeyId());
  }

  /** The same with an id chosen by the caller. */
  public StoredApiKey key(OrganizationId organization, ApiKeyId id) {
    return stored(new ApiKeyIdentity(id, organization, publicKey(), stamp()), settings(), secret());
  }

  /** A key of these parts. */
  public StoredApiKey stored(
      ApiKeyIdentity identity, ApiKeySettings settings, StoredSecret... secrets) {
    List<SecretInfo> infos = List.of(secrets).stream().map(StoredSecret::info).toList();
    return new StoredApiKey(new ApiKey(identity, settings, infos), List.of(secrets));
  }

  /** The same key with another public half. */
  public StoredApiKey withPublicKey(StoredApiKey key, PublicKey publicKey) {
    ApiKeyIdentity old = key.key().identity();
    ApiKeyIdentity identity =
        new ApiKeyIdentity(old.id(), old.organization(), publicKey, old.created());
    return stored(identity, key.key().settings(), key.secrets().toArray(StoredSecret[]::new));
  }

  /** Settings of an enabled member without whitelist. */
  public ApiKeySettings settings() {
    return new ApiKeySettings(
        "nightly export",
        Labels.none(),
        new TreeSet<>(List.of(RoleAssignment.onOrganization(Role.ORG_MEMBER))),
        Whitelist.empty(),
        Validity.unlimited());
  }

  /** A new secret with one verifier of its own. */
  public StoredSecret secret() {
    return secret(secretId());
  }

  /** The same with an id chosen by the caller. */
  public StoredSecret secret(SecretId id) {
    SecretInfo info =
        new SecretInfo(
            id, new SecretHint("********-****-****-7b04d2f8a5c3"), NOON, Optional.empty());
    return new StoredSecret(info, List.of(new Verifier("sample$" + hex24())));
  }

  /** The same secret with an expiry. */
  public StoredSecret expiring(StoredSecret secret, Instant at) {
    SecretInfo info = secret.info();
    return new StoredSecret(
        new SecretInfo(info.id(), info.hint(), info.createdAt(), Optional.of(at)),
        secret.verifiers());
  }

  /** One use of the key at that instant, through its first secret, which no entry admitted. */
  public UsageCount use(StoredApiKey key, Instant at) {
    SecretId secret = key.secrets().get(0).info().id();
    return new UsageCount(
        new UsedThrough(key.key().organization(), key.key().id(), secret, Optional.empty()),
        Usage.once(new LastUse(at, IpAddress.parse("203.0.113.7"))));
  }

  /** A new verifier for the first secret of the key, which has those that the key tells. */
  public VerifierExchange exchange(StoredApiKey key) {
    StoredSecret secret = key.secrets().get(0);
    return new VerifierExchange(
        key.key().organization(),
        key.key().id(),
        secret.info().id(),
        secret.verifiers(),
        secret().verifiers());
  }

  /** A new event of an organization. */
  public AuditEvent event(OrganizationId organization) {
    return event(organization, eventId());
  }

  /** The same with an id chosen by the caller. */
  public AuditEvent event(OrganizationId organization, EventId id) {
    return new AuditEvent(
        id,
        EventType.ORGANIZATION_TOUCHED,
        AuditEvent.Subject.of(organization),
        stamp(),
        new TreeMap<>());
  }

  /** The birth of an organization with these keys, and one event. */
  public OrganizationChange creation(Organization organization, StoredApiKey... keys) {
    return OrganizationChange.creation(
        organization, List.of(keys), List.of(event(organization.id())));
  }

  /** A change from this organization to its next revision, and one event. */
  public OrganizationChange update(Organization before, KeyChanges keys) {
    return change(before, moved(before), keys);
  }

  /** A change from the one organization to the other, and one event. */
  public OrganizationChange change(Organization before, Organization after, KeyChanges keys) {
    return OrganizationChange.update(before.revision(), after, keys, List.of(event(before.id())));
  }

  /** The end of this organization, and one event. */
  public OrganizationChange deletion(Organization before) {
    return OrganizationChange.deletion(
        before.revision(), moved(before), List.of(event(before.id())));
  }

  private String hex24() {
    return String.format("%024x", drawn.incrementAndGet());
  }

  /** Spread over all 64 bits, so that half of them are negative. */
  private long bits() {
    return drawn.incrementAndGet() * 0x9e37_79b9_7f4a_7c15L;
  }
}
