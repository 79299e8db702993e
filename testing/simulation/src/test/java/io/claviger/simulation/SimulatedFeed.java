package io.claviger.simulation;

import io.claviger.model.OrganizationId;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ChangeFeed;
import io.claviger.spi.store.OrganizationVersion;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The changes in the database, as a {@link ChangeFeed} reports them. A change has no position until
 * somebody numbers it, and is pending until then. Each call reads or writes at one moment.
 */
final class SimulatedFeed {
  /**
   * A position.
   *
   * @param history the number of promotions before it
   */
  private record At(int history, long number) implements ChangeFeed.Position {}

  /** A change; the id tells it from other changes of the same moment. */
  record Change(long id, OrganizationId organization, long committed) {}

  private record Numbered(Change change, long at) {}

  /** A transaction that numbers these changes. */
  record Numbering(int history, List<Change> changes) {
    int size() {
      return changes.size();
    }
  }

  private final Scheduler scheduler;
  private final int limit;
  private final Set<Change> pending = new LinkedHashSet<>();
  private long noted;
  private final TreeMap<Long, Numbered> numbered = new TreeMap<>();
  private int history;
  private boolean locked;

  /**
   * Creates an empty feed, which does not answer if it had to report more changes than the limit.
   */
  SimulatedFeed(Scheduler scheduler, int limit) {
    this.scheduler = scheduler;
    this.limit = limit;
  }

  /** Notes a change, in the commit that makes it. */
  void note(OrganizationId organization) {
    pending.add(new Change(noted++, organization, scheduler.now()));
  }

  private long last() {
    return numbered.isEmpty() ? 0 : numbered.lastKey();
  }

  ChangeFeed.Position now() {
    return new At(history, last());
  }

  Optional<ChangeFeed.Changes> since(
      ChangeFeed.Position position,
      Function<OrganizationId, Optional<OrganizationVersion>> version) {
    if (!(position instanceof At from)) {
      throw new StoreException(StoreException.Kind.FAULT, "a position of another store", null);
    }
    Collection<Numbered> later = numbered.tailMap(from.number, false).values();
    boolean same = from.history == history && from.number <= last();
    if (!same || later.size() + pending.size() > limit) {
      return Optional.empty();
    }
    Map<OrganizationId, Optional<OrganizationVersion>> versions = new HashMap<>();
    later.forEach(each -> versions.computeIfAbsent(each.change.organization, version));
    pending.forEach(each -> versions.computeIfAbsent(each.organization, version));
    return Optional.of(new ChangeFeed.Changes(now(), versions, pending.size()));
  }

  /** Begins to number what is pending; empty if somebody else does. */
  Optional<Numbering> beginNumbering() {
    if (locked) {
      return Optional.empty();
    }
    locked = true;
    return Optional.of(new Numbering(history, List.copyOf(pending)));
  }

  /** Commits the numbers, or gives up. After a promotion there is nothing to commit. */
  void endNumbering(Numbering numbering, boolean commits) {
    if (numbering.history != history) {
      return;
    }
    locked = false;
    if (commits) {
      for (Change change : numbering.changes) {
        pending.remove(change);
        numbered.put(last() + 1, new Numbered(change, scheduler.now()));
      }
    }
  }

  /** Loses the changes and the numbers after the cut, so that numbers are given again. */
  void lose(long cut) {
    history++;
    locked = false;
    numbered.values().removeIf(each -> each.at > cut && pending.add(each.change));
    pending.removeIf(change -> change.committed > cut);
  }
}
