package io.claviger.store.cache;

import io.claviger.OrganizationId;
import io.claviger.Revision;
import io.claviger.spi.KeyLookup;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The freshness of every organization that has keys here. One that is not in the map any more is
 * always marked as dropped: both happen in one step of the map. Thread-safe.
 */
final class Organizations {
  private final ConcurrentMap<OrganizationId, Freshness> current = new ConcurrentHashMap<>();
  private final Flights<?, ?> lookups;

  /** The organizations whose keys these look-ups bring. */
  Organizations(Flights<?, ?> lookups) {
    this.lookups = lookups;
  }

  /**
   * A flight brought a key with its organization.
   *
   * @return under what the key is known now; null where what it brought is not to be kept, since
   *     something newer is known or may be
   */
  @Nullable Freshness land(Flight<?> flight, KeyLookup found) {
    Freshness brought = new Freshness(found.organization(), flight.begun());
    Freshness now = current.compute(brought.id(), (same, before) -> land(flight, before, brought));
    // What moves no revision, as verifiers do, is seen by the mark alone.
    return mayBeOld(flight, brought) ? null : now;
  }

  private @Nullable Freshness land(
      Flight<?> flight, @Nullable Freshness before, Freshness brought) {
    if (before != null && before.hasRevisionOf(brought)) {
      before.confirm(flight.begun());
      return before;
    }
    if (before != null) {
      // One of the two is old, and nobody knows which: reads may overtake each other. Those who
      // wait for the flight are given what it brought, and nobody after them either of the two,
      // also not from another flight that is in the air.
      lookups.mark(Set.of(brought.id()));
      before.drop();
      return null;
    }
    return mayBeOld(flight, brought) ? null : brought;
  }

  /**
   * To be asked in a step of the map: whoever finds that the organization moved marks the flight
   * before.
   */
  private static boolean mayBeOld(Flight<?> flight, Freshness brought) {
    return flight.isAbandoned() || flight.isMarked(brought.id());
  }

  /** A read that began then has seen these organizations there; those that are gone are missing. */
  void learn(Collection<Freshness> asked, Moment begun, Map<OrganizationId, Revision> seen) {
    Set<OrganizationId> moved =
        asked.stream()
            .filter(freshness -> !freshness.isDropped())
            .filter(freshness -> !freshness.isAt(seen.get(freshness.id())))
            .map(Freshness::id)
            .collect(Collectors.toSet());
    if (!moved.isEmpty()) {
      lookups.mark(moved);
    }
    asked.forEach(freshness -> learn(freshness, begun, seen.get(freshness.id())));
  }

  private void learn(Freshness asked, Moment begun, @Nullable Revision seen) {
    if (asked.isAt(seen)) {
      asked.confirm(begun);
    } else {
      drop(asked);
    }
  }

  /** This organization may have moved; the flights in the air were marked before. */
  void drop(OrganizationId id) {
    // In a step of the map, so that it waits for a landing under way.
    current.computeIfPresent(
        id,
        (same, freshness) -> {
          freshness.drop();
          return null;
        });
  }

  private void drop(Freshness freshness) {
    current.computeIfPresent(
        freshness.id(),
        (same, present) -> {
          freshness.drop();
          return present == freshness ? null : present;
        });
  }

  List<Freshness> where(Predicate<Freshness> which) {
    return current.values().stream().filter(which).toList();
  }

  /** Drops those, which have not moved. */
  void dropAll(Predicate<Freshness> which) {
    current.values().stream().filter(which).forEach(this::drop);
  }

  int size() {
    return current.size();
  }
}
