package io.claviger.store.cache;

import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;

/**
 * How much is kept, and done at the same time.
 *
 * @param keys that are held
 * @param unknownKeys public keys that nobody has and that are remembered
 * @param unknownLoads look-ups at the same time of keys that are not held
 */
record Sizes(int keys, int unknownKeys, int unknownLoads) {
  /** Throws {@link InvalidValueException} for a number below 1. */
  Sizes {
    require("number of keys", keys);
    require("number of unknown keys", unknownKeys);
    require("number of look-ups", unknownLoads);
  }

  static Sizes standard() {
    return new Sizes(100_000, 10_000, 64);
  }

  private static void require(String what, int value) {
    if (value < 1) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE, what, Integer.toString(value), "must be 1 or more");
    }
  }
}
