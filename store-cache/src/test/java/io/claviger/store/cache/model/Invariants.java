package io.claviger.store.cache.model;

import io.claviger.store.cache.model.Database.Value;
import java.util.Optional;
import java.util.stream.IntStream;

/** What has to hold whenever a request is answered; the last two are checked by the explorer. */
final class Invariants {
  /** Who is admitted was allowed at some instant within the bound. */
  static final String BOUND = "the bound";

  /** What is handed out was the committed state at some instant within the bound. */
  static final String HANDED_VALUES = "handed values";

  /** A request that begins after an own commit returned sees it, or what came later. */
  static final String OWN_WRITES = "own writes";

  /** A request that begins after another of its key was answered sees nothing older. */
  static final String NEVER_BACK = "never back";

  /** Without ticks, commits, trouble and new requests, all that was begun comes to an end. */
  static final String ENDS = "it ends";

  /** Nobody waits for a step that nobody will do. */
  static final String GOES_ON = "it goes on";

  private Invariants() {}

  /** What breaks if this request is handed this value now. */
  static Optional<String> broken(State state, Worker worker, Value value) {
    Database database = state.database();
    if (value.facts() == Facts.ALLOWED && !wasAllowed(database, worker.key())) {
      return Optional.of(BOUND);
    }
    if (value.version() < worker.ask().own()) {
      return Optional.of(OWN_WRITES);
    }
    if (value.version() < worker.ask().seen()) {
      return Optional.of(NEVER_BACK);
    }
    return held(database, value.version()) ? Optional.empty() : Optional.of(HANDED_VALUES);
  }

  private static boolean wasAllowed(Database database, int key) {
    return IntStream.rangeClosed(0, database.current())
        .filter(version -> database.facts(version, key) == Facts.ALLOWED)
        .anyMatch(version -> held(database, version));
  }

  private static boolean held(Database database, int version) {
    return !Age.tooOld(database.lastHeld(version));
  }
}
