package io.claviger.simulation;

import io.claviger.model.AccessTokenId;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.RevokedToken;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.RevokedTokens.Live;
import io.claviger.spi.store.StoredApiKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The database: each organization has a timeline of its keys, and one of its revoked tokens. Each
 * call reads or writes at one moment; {@link Connection} makes calls take time and fail. Its tokens
 * never expire.
 */
final class SimulatedStore {
  /**
   * The keys of an organization at a revision.
   *
   * @param organization null before its creation, and after its deletion
   * @param stored by id
   */
  record Keys(@Nullable Organization organization, Map<ApiKeyId, StoredApiKey> stored) {
    static final Keys NONE = new Keys(null, Map.of());

    Optional<KeyLookup> find(PublicKey publicKey) {
      return organization == null
          ? Optional.empty()
          : stored.values().stream()
              .filter(key -> key.key().publicKey().equals(publicKey))
              .map(key -> KeyLookup.of(organization, key))
              .findFirst();
    }

    Keys after(OrganizationChange change) {
      if (change.deletesOrganization()) {
        return NONE;
      }
      Map<ApiKeyId, StoredApiKey> next = new HashMap<>(stored);
      change.keys().deleted().forEach(next::remove);
      change.keys().created().forEach(key -> next.put(key.key().id(), key));
      for (ApiKey key : change.keys().updated()) {
        next.computeIfPresent(key.id(), (id, old) -> old.with(key.settings()));
      }
      return new Keys(change.organization(), next);
    }
  }

  private final Scheduler scheduler;
  private final Map<OrganizationId, Timeline<Keys>> keys = new HashMap<>();
  private final Map<OrganizationId, Timeline<Live>> tokens = new HashMap<>();
  private final Map<PublicKey, OrganizationId> owners = new HashMap<>();
  private final SimulatedFeed feed;

  /**
   * Whether the next token after a promotion that has lost one gets the same count, as in a real
   * database. A cache without a change feed cannot notice that, so it is false there.
   */
  private final boolean repeatsCounts;

  private long revocations;

  SimulatedStore(Scheduler scheduler, Scenario scenario) {
    this.scheduler = scheduler;
    this.feed = new SimulatedFeed(scheduler, scenario.feedLimit());
    this.repeatsCounts = scenario.feed();
  }

  SimulatedFeed feed() {
    return feed;
  }

  Timeline<Keys> keysOf(OrganizationId id) {
    return keys.computeIfAbsent(id, same -> new Timeline<>(Keys.NONE));
  }

  Timeline<Live> tokensOf(OrganizationId id) {
    return tokens.computeIfAbsent(id, same -> new Timeline<>(Live.none()));
  }

  Optional<KeyLookup> find(PublicKey publicKey) {
    OrganizationId owner = owners.get(publicKey);
    return owner == null ? Optional.empty() : keysOf(owner).newest().find(publicKey);
  }

  Optional<OrganizationVersion> version(OrganizationId id) {
    return Optional.ofNullable(keysOf(id).newest().organization())
        .map(found -> new OrganizationVersion(found.revision(), tokensOf(id).newest().count()));
  }

  Map<OrganizationId, OrganizationVersion> versions(Set<OrganizationId> ids) {
    Map<OrganizationId, OrganizationVersion> found = new HashMap<>();
    ids.forEach(id -> version(id).ifPresent(version -> found.put(id, version)));
    return found;
  }

  /** Commits the change; null if the organization is not at the expected revision. */
  Timeline.@Nullable Entry<Keys> commit(OrganizationChange change, int committer) {
    OrganizationId id = change.organization().id();
    Timeline<Keys> timeline = keysOf(id);
    Optional<Organization> before = Optional.ofNullable(timeline.newest().organization());
    if (!before.map(Organization::revision).equals(change.expected())) {
      return null;
    }
    change.keys().created().forEach(key -> owners.put(key.key().publicKey(), id));
    if (change.deletesOrganization()) {
      tokensOf(id).add(Live.none(), committer, scheduler.now());
    }
    feed.note(id);
    return timeline.add(timeline.newest().after(change), committer, scheduler.now());
  }

  /** Revokes a token, which was not revoked before. */
  Timeline.Entry<Live> revoke(RevokedToken token, int committer) {
    Timeline<Live> timeline = tokensOf(token.organization());
    Live before = timeline.newest();
    Set<AccessTokenId> next = new HashSet<>(before.tokens());
    next.add(token.id());
    feed.note(token.organization());
    revocations++;
    long count = repeatsCounts ? before.count() + 1 : revocations;
    return timeline.add(new Live(count, next), committer, scheduler.now());
  }

  /** Promotes a standby that lacks what was committed after the cut. */
  void promote(long cut) {
    keys.values().forEach(timeline -> timeline.lose(cut, scheduler.now()));
    tokens.values().forEach(timeline -> timeline.lose(cut, scheduler.now()));
    feed.lose(cut);
  }
}
