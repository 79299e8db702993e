package io.claviger.benchmarks.size;

/**
 * How many live in a database: a tenth as many organizations as keys, of which the first has a
 * tenth of all keys and a little more, and each other has nine; and where those are few, more
 * organizations without keys.
 */
public record Dataset(int keys) {
  /** What the goals are about. */
  public static final Dataset FULL = new Dataset(1_000_000);

  /** What the other one is compared with. */
  static final Dataset SMALL = new Dataset(10_000);

  /** Enough that each call of what deletes finds one. */
  private static final int FEWEST_KEYS = 10_000;

  static final int KEYS_EACH = 9;
  static final int PAGE = 100;

  /** As many are asked for in one go, so there are no fewer. */
  static final int FEWEST_ORGANIZATIONS = 10_000;

  /** Throws {@link IllegalArgumentException} for too few, or a number that leaves a rest. */
  public Dataset {
    if (keys < FEWEST_KEYS || keys % 1_000 != 0) {
      throw new IllegalArgumentException(
          keys + " keys; must be a multiple of 1000, and at least " + FEWEST_KEYS);
    }
  }

  /** Those with keys. */
  int organizations() {
    return keys / 10;
  }

  int organizationsWithoutKeys() {
    return Math.max(0, FEWEST_ORGANIZATIONS - organizations());
  }

  /** The keys of the first organization. */
  int keysOfLargest() {
    return keys - KEYS_EACH * (organizations() - 1);
  }

  /**
   * Of the first organization, by {@link #PAGE} keys each; page 1,000 where there are a million.
   */
  int lastFullPage() {
    return keysOfLargest() / PAGE;
  }
}
