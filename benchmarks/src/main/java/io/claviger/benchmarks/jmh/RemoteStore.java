package io.claviger.benchmarks.jmh;

import io.claviger.internal.credential.KeyIssuer;
import io.claviger.model.Actor;
import io.claviger.model.Limits;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationSettings;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.model.Stamp;
import io.claviger.spi.ForwardingApiKeyStore;
import io.claviger.spi.KeyLookup;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a database in another process: it keeps almost nothing in this heap, only the
 * revisions of organizations. It finds only the key that it got last.
 */
final class RemoteStore extends ForwardingApiKeyStore {
  private final Map<OrganizationId, Revision> revisions = new ConcurrentHashMap<>();
  private volatile @Nullable KeyLookup last;

  RemoteStore() {
    super(new InMemoryApiKeyStore());
  }

  /**
   * Sets the key that the store finds. It copies the organization, because a database returns a new
   * object each time.
   */
  void give(Organization organization, KeyIssuer.Issue key) {
    Organization own = copy(organization);
    revisions.putIfAbsent(own.id(), own.revision());
    last = KeyLookup.of(own, key.stored());
  }

  /** Finds no key from now on. */
  void giveNothing() {
    last = null;
  }

  /** Returns a deep copy. */
  private static Organization copy(Organization organization) {
    OrganizationSettings settings = organization.settings();
    return new Organization(
        new OrganizationId(copy(organization.id().value())),
        copy(organization.created()),
        new OrganizationSettings(
            copy(settings.name()), settings.whitelistRequired(), copy(settings.limits())),
        organization.counters(),
        organization.revision());
  }

  private static Limits copy(Limits limits) {
    return new Limits(limits.apiKeys(), limits.whitelistEntries(), limits.rate(), limits.keyRate());
  }

  private static Stamp copy(Stamp stamp) {
    Instant at = stamp.at();
    Instant own = Instant.ofEpochSecond(at.getEpochSecond(), at.getNano());
    return new Stamp(own, new Actor(stamp.by().kind(), copy(stamp.by().name()), Optional.empty()));
  }

  private static String copy(String text) {
    return new String(text.toCharArray());
  }

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    return Optional.ofNullable(last);
  }

  @Override
  public Map<OrganizationId, Revision> revisions(Set<OrganizationId> ids) {
    Map<OrganizationId, Revision> found = new HashMap<>();
    for (OrganizationId id : ids) {
      Revision revision = revisions.get(id);
      if (revision != null) {
        found.put(id, revision);
      }
    }
    return found;
  }
}
