package io.claviger.store.cache;

import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;
import io.claviger.spi.KeyLookup;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The freshness of every organization that has keys here. One that is not in the map any more is
 * always marked as dropped: both happen in one step of the map. Thread-safe.
 */
final class Organizations {
  private final ConcurrentMap<OrganizationId, Freshness> current = new ConcurrentHashMap<>();
  private final InFlightLoads<?, ?> lookups;

  /** The organizations whose keys these look-ups bring. */
  Organizations(InFlightLoads<?, ?> lookups) {
    this.lookups = lookups;
  }

  /**
   * A load found a key with its organization.
   *
   * @return under what the key is known now; null where what it brought is not to be kept, since
   *     something newer is known or may be
   */
  @Nullable Freshness complete(InFlightLoad<?> load, KeyLookup found) {
    Freshness brought = new Freshness(found.organization(), load.begun());
    Freshness now =
        current.compute(brought.id(), (same, before) -> complete(load, before, brought));
    // What moves no revision, as verifiers do, is seen by the mark alone.
    return mayBeOld(load, brought) ? null : now;
  }

  private @Nullable Freshness complete(
      InFlightLoad<?> load, @Nullable Freshness before, Freshness brought) {
    if (before != null && before.isAt(brought.organization().revision())) {
      before.confirm(load.begun());
      return before;
    }
    if (before != null) {
      // One of the two is old, and nobody knows which: reads may overtake each other. Those who
      // wait for the load are given what it found, and nobody after them either of the two,
      // also not from another load that is in flight.
      lookups.mark(Set.of(brought.id()));
      before.drop();
      return null;
    }
    return mayBeOld(load, brought) ? null : brought;
  }

  /**
   * To be asked in a step of the map: whoever finds that the organization moved marks the load
   * before.
   */
  private static boolean mayBeOld(InFlightLoad<?> load, Freshness brought) {
    return load.isAbandoned() || load.isMarked(brought.id());
  }

  /** A read that began then has seen these organizations there; those that are gone are missing. */
  void learn(Collection<Freshness> asked, Moment begun, Map<OrganizationId, Revision> seen) {
    for (Freshness freshness : asked) {
      if (freshness.isAt(seen.get(freshness.id()))) {
        freshness.confirm(begun);
      } else if (!freshness.isDropped()) {
        lookups.mark(Set.of(freshness.id()));
        drop(freshness.id());
      }
    }
  }

  /** This organization may have moved; the loads in flight were marked before. */
  void drop(OrganizationId id) {
    // In a step of the map, so that it waits for a load that completes.
    current.computeIfPresent(
        id,
        (same, freshness) -> {
          freshness.drop();
          return null;
        });
  }

  List<Freshness> where(Predicate<Freshness> which) {
    return current.values().stream().filter(which).toList();
  }

  /** Drops those, which have not moved. */
  void dropAll(Predicate<Freshness> which) {
    current.values().stream().filter(which).map(Freshness::id).forEach(this::drop);
  }

  int size() {
    return current.size();
  }
}
