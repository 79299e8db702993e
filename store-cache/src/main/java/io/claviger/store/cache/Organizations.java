package io.claviger.store.cache;

import io.claviger.model.OrganizationId;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationVersion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The freshness of each organization with cached keys. A freshness is marked as evicted in the same
 * atomic step that removes it from the map. Thread-safe.
 */
final class Organizations {
  private final ConcurrentMap<OrganizationId, Freshness> current = new ConcurrentHashMap<>();
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
    if (before != null) {
      // One of the two is old, and it is unknown which, since reads may overtake each other. The
      // waiters of this load get its result. Later requests get neither of the two, and no result
      // of another load in flight.
      lookups.mark(Set.of(brought.id()));
      before.evict();
      return null;
    }
    return mayBeOld(load, brought) ? null : brought;
  }

  /** Must run inside compute: a thread that sees a new revision marks the load, then evicts it. */
  private static boolean mayBeOld(InFlightLoad<?> load, Freshness brought) {
    return load.isAbandoned() || load.isMarked(brought.id());
  }

  /** Applies the versions that a read has seen; a deleted organization is absent from them. */
  void learn(
      Collection<Freshness> asked, Moment begun, Map<OrganizationId, OrganizationVersion> seen) {
    revokedTokens.ifPresent(tokens -> tokens.learn(begun, seen));
    for (Freshness freshness : asked) {
      OrganizationVersion version = seen.get(freshness.id());
      if (version != null && freshness.isAt(version.revision())) {
        freshness.confirm(begun);
      } else if (!freshness.isEvicted()) {
        lookups.mark(Set.of(freshness.id()));
        evict(freshness.id());
      }
    }
  }

  /** Evicts the organization, which may have moved; its loads in flight are marked already. */
  void evict(OrganizationId id) {
    // Runs inside compute, so that it waits for a load that is completing.
    current.computeIfPresent(
        id,
        (same, freshness) -> {
          freshness.evict();
          return null;
        });
  }

  List<Freshness> where(Predicate<Freshness> which) {
    return current.values().stream().filter(which).toList();
  }

  void evictAll(Predicate<Freshness> which) {
    current.values().stream().filter(which).map(Freshness::id).forEach(this::evict);
  }

  int size() {
    return current.size();
  }
}
