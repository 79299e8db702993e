package io.claviger.store.cache;

import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The limits of a cache.
 *
 * @param keys how many keys are cached
 * @param unknownKeys how many nonexistent public keys are remembered
 * @param unknownLoads how many keys that are not cached are loaded at once
 */
record Sizes(int keys, int unknownKeys, int unknownLoads) {
  /** Throws {@link InvalidValueException} for a number below 1. */
  Sizes {
    require("number of keys", keys);
    require("number of unknown keys", unknownKeys);
    require("number of look-ups", unknownLoads);
  }

  static Sizes standard() {
    return new Sizes(100_000, 10_000, 6);
  }

  /**
   * Returns how many keys are loaded at once. Keys that are not cached leave a quarter of them to
   * cached keys, which have to be loaded again.
   */
  int loads() {
    return (int) Math.min(Integer.MAX_VALUE, unknownLoads + Math.max(1L, unknownLoads / 3));
  }

  /** Returns how many reads may hang before further ones are refused. */
  int hangingReads() {
    return (int) Math.min(Integer.MAX_VALUE, 8L * loads());
  }

  /** Returns how many calls the store has to serve at once: one is left for changes. */
  int needed() {
    return (int) Math.min(Integer.MAX_VALUE, loads() + 1L);
  }

  /** Returns the message for a store that serves only so many calls at once. */
  String shortage(int served) {
    return "the store serves only "
        + served
        + " calls at once, but the cache may make "
        + loads()
        + ", and changes need one more: give the connection pool "
        + needed()
        + " connections or more"
        + mostUnknownLoads(served)
            .map(fits -> ", or set unknownKeys(" + unknownKeys + ", " + fits + ") on the cache")
            .orElse("");
  }

  /** Returns the largest number of loads that leaves a call free; empty if there is none. */
  private Optional<Integer> mostUnknownLoads(int served) {
    return IntStream.iterate(Math.min(unknownLoads, served), fewer -> fewer > 0, fewer -> fewer - 1)
        .filter(fewer -> new Sizes(keys, unknownKeys, fewer).needed() <= served)
        .boxed()
        .findFirst();
  }

  private static void require(String what, int value) {
    if (value < 1) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE, what, Integer.toString(value), "must be 1 or more");
    }
  }
}
