package io.claviger.store.cache;

import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;

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

  private static void require(String what, int value) {
    if (value < 1) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE, what, Integer.toString(value), "must be 1 or more");
    }
  }
}
