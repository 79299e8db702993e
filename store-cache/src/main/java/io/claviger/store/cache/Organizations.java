package io.claviger.store.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The freshness of each organization with cached keys. Only its keys keep it in memory, so it goes
 * with the last of them. A freshness is marked as evicted in the same atomic step that removes it
 * from the map. Thread-safe.
 */
final class Organizations {
  private final ConcurrentMap<OrganizationId, Freshness> current =
      Caffeine.newBuilder()
          .weakValues()
          .executor(Runnable::run)
          .<OrganizationId, Freshness>build()
          .asMap();

  private final InFlightLoads<?, ?> lookups;
  private final Optional<RevokedTokenCache> revokedTokens;

  /** Creates an empty map; {@code lookups} are the loads of its keys. */
  Organizations(InFlightLoads<?, ?> lookups, Optional<RevokedTokenCache> revokedTokens) {
    this.lookups = lookups;
    this.revokedTokens = revokedTokens;
  }

  /**
   * Notes that a load found a key with its organization.
   *
   * @return the freshness of the organization; null if the key must not be cached, since a newer
   *     state of it may exist
   */
  @Nullable Freshness complete(InFlightLoad<?> load, KeyLookup found) {
    Freshness brought = new Freshness(found.organization(), load.begun);
    Freshness now =
        current.compute(brought.id(), (same, before) -> complete(load, before, brought));
    // A replacement of verifiers moves no revision; only the mark shows it.
    return mayBeOld(load, brought) ? null : now;
  }

  private @Nullable Freshness complete(
      InFlightLoad<?> load, @Nullable Freshness before, Freshness brought) {
    if (before != null && before.isAt(brought.organization().revision())) {
      before.confirm(load.begun);
      return before;
    }
    if (before == null && !load.isAbandoned()) {
      return mayBeOld(load, brought) ? null : brought;
    }
    // One of the two is old, and it is unknown which, since reads may overtake each other. The
    // waiters of this load get its result, and so may the thread of an abandoned one. Later
    // requests get neither of the two, and no result of another load in flight.
    lookups.mark(Set.of(brought.id()));
    if (before != null) {
      before.evict();
    }
    return null;
  }

  /** Must run inside compute: a thread that sees a new revision marks the load, then evicts it. */
  private static boolean mayBeOld(InFlightLoad<?> load, Freshness brought) {
    return load.isAbandoned() || load.isMarked(brought.id());
  }

  /**
   * Applies the versions that a read has seen of these organizations; one that does not exist is
   * absent from them.
   *
   * @return those that have changed
   */
  Set<OrganizationId> learn(
      Set<OrganizationId> asked, Moment begun, Map<OrganizationId, OrganizationVersion> seen) {
    revokedTokens.ifPresent(tokens -> tokens.learn(asked, begun, seen));
    Set<OrganizationId> changed = new HashSet<>();
    for (OrganizationId id : asked) {
      Freshness freshness = current.get(id);
      if (freshness == null) {
        continue;
      }
      if (isAt(freshness, seen.get(id))) {
        freshness.confirm(begun);
      } else {
        changed.add(id);
        lookups.mark(Set.of(id));
        evict(id);
      }
    }
    return changed;
  }

  private static boolean isAt(Freshness freshness, @Nullable OrganizationVersion version) {
    return version != null && freshness.isAt(version.revision());
  }

  /**
   * Applies what a change feed has reported. All loads in flight of these organizations are marked,
   * even if the cached revision is the reported one: otherwise a slow load could bring the old
   * state back, after the newer key was evicted to make room. The feed may not report the change
   * again.
   */
  void learnChanges(Map<OrganizationId, Optional<OrganizationVersion>> reported) {
    lookups.mark(reported.keySet());
    reported.forEach(
        (id, version) -> {
          Freshness freshness = current.get(id);
          if (freshness != null && !isAt(freshness, version.orElse(null))) {
            evict(id);
          }
        });
    revokedTokens.ifPresent(tokens -> tokens.learnChanges(reported));
  }

  /** Evicts the organization, which may have moved; its loads in flight are marked already. */
  void evict(OrganizationId id) {
    // A load that adds the organization just now sees its mark after that, and caches no key.
    current.computeIfPresent(
        id,
        (same, freshness) -> {
          freshness.evict();
          return null;
        });
  }

  /**
   * Drops what no comparison of versions can judge: loads in flight, which the requests that wait
   * for them start again, and revoked tokens. After a failover that has lost one, the next one gets
   * the same count, so equal counts prove nothing.
   */
  void dropUnverifiable() {
    lookups.abandonAll();
    revokedTokens.ifPresent(RevokedTokenCache::dropRevoked);
  }

  /** Returns the organizations of which something is in memory. */
  Set<OrganizationId> ids() {
    Set<OrganizationId> ids = new HashSet<>(current.keySet());
    revokedTokens.ifPresent(tokens -> ids.addAll(tokens.organizations()));
    return ids;
  }

  /** Returns the organizations with cached keys for which this is true. */
  List<OrganizationId> where(Predicate<Freshness> which) {
    return current.values().stream().filter(which).map(Freshness::id).toList();
  }
}
