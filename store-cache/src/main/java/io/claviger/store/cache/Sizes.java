package io.claviger.store.cache;

import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;

/**
 * The limits of a cache.
 *
 * @param maxSize how many keys are cached
 * @param unknownKeys how many nonexistent public keys are remembered
 * @param concurrentLoads how many keys that are not cached are loaded at once
 */
record Sizes(int maxSize, int unknownKeys, int concurrentLoads) {
  /** Throws {@link InvalidValueException} for a number below 1. */
  Sizes {
    require("maximum size", maxSize);
    require("number of unknown keys", unknownKeys);
    require("number of concurrent loads", concurrentLoads);
  }

  static Sizes standard() {
    return new Sizes(100_000, 10_000, 3);
  }

  /** Returns how many keys are loaded at once, whether they are cached or not. */
  int loads() {
    return needed() - 1;
  }

  /**
   * Returns how many calls the store has to serve at once. Keys that are not cached get a third of
   * them, and changes one.
   */
  int needed() {
    return (int) Math.min(Integer.MAX_VALUE, 3L * concurrentLoads);
  }

  /** Returns how many reads may hang before further ones are refused. */
  int hangingReads() {
    return (int) Math.min(Integer.MAX_VALUE, 8L * loads());
  }

  /** Returns the message for a store that serves only so many calls at once. */
  String shortage(int served) {
    int fits = served / 3;
    return "the store serves only "
        + served
        + " calls at once, but the cache may make "
        + loads()
        + ", and changes need one more: give the connection pool "
        + needed()
        + " connections or more"
        + (fits > 0 ? ", or set concurrentLoads(" + fits + ") on the cache" : "");
  }

  private static void require(String what, int value) {
    if (value < 1) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE, what, Integer.toString(value), "must be 1 or more");
    }
  }
}
