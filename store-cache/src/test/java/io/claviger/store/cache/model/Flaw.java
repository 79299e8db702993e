package io.claviger.store.cache.model;

import static io.claviger.store.cache.model.Invariants.BOUND;
import static io.claviger.store.cache.model.Invariants.GOES_ON;
import static io.claviger.store.cache.model.Invariants.HANDED_VALUES;
import static io.claviger.store.cache.model.Invariants.NEVER_BACK;
import static io.claviger.store.cache.model.Invariants.OWN_WRITES;

/** One thing done wrong; where that shows, and what it breaks first. */
enum Flaw {
  /** A load takes its stamp when its result is back. */
  LOAD_STAMPED_AT_END(Scenario.OTHER_NODE, BOUND),

  /** The refresher does so; it has no request that would find out. */
  REFRESH_STAMPED_AT_END(Scenario.REFRESHED, BOUND),

  /** The age is judged before the mark is read. */
  CLOCK_READ_BEFORE_MARK(Scenario.OTHER_NODE, BOUND),

  /** For who joins a flight the result is as old as his own waiting. */
  AGE_FROM_ARRIVAL(Scenario.OTHER_NODE, BOUND),

  /** A request is admitted where its entry is too old and the store fails. */
  FAILS_OPEN(Scenario.FAILING_STORE, BOUND),

  /** Whatever revision was read, the record counts as confirmed. */
  REVISION_NOT_COMPARED(Scenario.REFRESHED, BOUND),

  /** Only a greater revision counts as moved. */
  GREATER_FOR_DIFFERENT(Scenario.REFRESHED, BOUND),

  /** A miss is believed at any age. */
  MISS_NEVER_TOO_OLD(Scenario.CREATION_ELSEWHERE, HANDED_VALUES),

  /** The drop comes first, then the commit. */
  DROPPED_BEFORE_COMMIT(Scenario.OWN_COMMIT, OWN_WRITES),

  /** As where only {@code true} drops, and the commit was made but threw. */
  NOT_DROPPED(Scenario.OWN_COMMIT, OWN_WRITES),

  /** A flight is registered when its read is over. */
  READ_BEFORE_REGISTERED(Scenario.OWN_COMMIT, OWN_WRITES),

  /** The result of a load is stored although its organization was dropped meanwhile. */
  LATE_RESULT_STORED(Scenario.OWN_COMMIT, OWN_WRITES),

  /** A flight is handed to those too who joined it after the drop. */
  LATE_CALLERS_SERVED(Scenario.OWN_COMMIT, OWN_WRITES),

  /** The drop takes the record first, then marks the flights. */
  FLIGHTS_MARKED_LAST(Scenario.OWN_COMMIT, OWN_WRITES),

  /** A load looks for its mark in one step and stores in another. */
  MARK_READ_BEFORE(Scenario.OWN_COMMIT, OWN_WRITES),

  /** A record is replaced in the map, and entries under the old one live on. */
  REPLACED_NOT_MARKED(Scenario.TWO_KEYS, OWN_WRITES),

  /** A record is removed from the map in one step and marked in another. */
  REMOVED_BEFORE_MARKED(Scenario.OWN_AND_OTHER, OWN_WRITES),

  /** A record leaves the map for want of room, and entries under it live on. */
  EVICTED_NOT_MARKED(Scenario.EVICTION, OWN_WRITES),

  /** That a key was missing is stored although something was dropped meanwhile. */
  LATE_MISS_STORED(Scenario.CREATION, OWN_WRITES),

  /** A creation leaves the miss of its key. */
  MISS_NOT_REMOVED(Scenario.CREATION, OWN_WRITES),

  /** A result that is not stored leaves a record of another revision as it is. */
  LATE_RESULT_CHANGES_NOTHING(Scenario.OWN_COMMIT, NEVER_BACK),

  /** A key that was found leaves its miss. */
  OLD_MISS_STAYS(Scenario.CREATION, NEVER_BACK),

  /** A key that was not found leaves its entry. */
  OLD_ENTRY_STAYS(Scenario.DELETION, NEVER_BACK),

  /** A load that fails leaves its flight, and those who wait for it. */
  FAILED_FLIGHT_STAYS(Scenario.FAILING_STORE, GOES_ON);

  private final Scenario shownBy;
  private final String breaks;

  Flaw(Scenario shownBy, String breaks) {
    this.shownBy = shownBy;
    this.breaks = breaks;
  }

  Scenario shownBy() {
    return shownBy;
  }

  String breaks() {
    return breaks;
  }
}
