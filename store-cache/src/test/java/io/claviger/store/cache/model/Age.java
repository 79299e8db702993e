package io.claviger.store.cache.model;

/**
 * Instants, told by how long ago they are. All that is older than the bound is of one age, so that
 * there is no end of time and yet a finite number of states.
 */
final class Age {
  /** How late a revocation may be. */
  static final int MAX_STALENESS = 1;

  static final int NOW = 0;

  /** No instant was read. */
  static final int NONE = -1;

  private Age() {}

  static int afterTick(int age) {
    return Math.min(age + 1, MAX_STALENESS + 1);
  }

  static boolean tooOld(int age) {
    return age > MAX_STALENESS;
  }
}
