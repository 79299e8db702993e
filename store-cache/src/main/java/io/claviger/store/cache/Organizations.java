package io.claviger.store.cache;

import io.claviger.OrganizationId;
import io.claviger.Revision;
import io.claviger.spi.KeyLookup;
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

  /**
   * A flight brought a key with its organization.
   *
   * @return under what the key is known now; null where what it brought is not to be kept, since
   *     something newer is known or may be
   */
  @Nullable Freshness land(Flight<?> flight, KeyLookup found) {
    OrganizationId id = found.organization().id();
    Revision revision = found.organization().revision();
    Freshness after =
        current.compute(
            id,
            (same, before) -> {
              // Read in here: whoever drops the organization marks the flight before.
              if (flight.isAbandoned() || flight.marks().contains(id)) {
                return before;
              }
              return land(flight.begun(), before, new Freshness(id, revision, flight.begun()));
            });
    return after != null && after.isAt(revision) ? after : null;
  }

  private static Freshness land(Moment begun, @Nullable Freshness before, Freshness brought) {
    if (before == null) {
      return brought;
    }
    if (before.hasRevisionOf(brought)) {
      before.confirm(begun);
      return before;
    }
    if (begun.isBefore(before.confirmed())) {
      return before;
    }
    before.drop();
    return brought;
  }

  /** A read that began then has seen this organization there; null for one that is gone. */
  void learn(Freshness asked, Moment begun, @Nullable Revision seen) {
    if (asked.isAt(seen)) {
      asked.confirm(begun);
    } else {
      drop(asked);
    }
  }

  /** This organization may have moved. */
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
        freshness.organization(),
        (same, present) -> {
          freshness.drop();
          return present == freshness ? null : present;
        });
  }

  /** Drops those. */
  void dropAll(Predicate<Freshness> which) {
    current.values().stream().filter(which).forEach(this::drop);
  }

  int size() {
    return current.size();
  }
}
