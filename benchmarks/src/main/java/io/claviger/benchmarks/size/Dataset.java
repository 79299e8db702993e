package io.claviger.benchmarks.size;

/**
 * The number of organizations and keys in a database. There are a tenth as many organizations as
 * keys. The first organization has a little more than a tenth of all keys, each other one has nine.
 * If there are fewer than {@link #FEWEST_ORGANIZATIONS}, organizations without keys are added.
 */
public record Dataset(int keys) {
  /** The large dataset that the goals refer to. */
  public static final Dataset FULL = new Dataset(1_000_000);

  /** The small dataset that the large one is compared with. */
  static final Dataset SMALL = new Dataset(10_000);

  /** Enough keys for all measured deletes, which each take another one. */
  private static final int FEWEST_KEYS = 10_000;

  static final int KEYS_EACH = 9;
  static final int PAGE = 100;

  /** One call asks for this many organizations. */
  static final int FEWEST_ORGANIZATIONS = 10_000;

  /**
   * Throws {@link IllegalArgumentException} if there are fewer than 10,000 keys, or not a multiple
   * of 1,000.
   */
  public Dataset {
    if (keys < FEWEST_KEYS || keys % 1_000 != 0) {
      throw new IllegalArgumentException(
          keys + " keys; must be a multiple of 1000, and at least " + FEWEST_KEYS);
    }
  }

  /** Returns the number of organizations with keys. */
  int organizations() {
    return keys / 10;
  }

  int organizationsWithoutKeys() {
    return Math.max(0, FEWEST_ORGANIZATIONS - organizations());
  }

  /** Returns the number of keys of the first organization. */
  int keysOfLargest() {
    return keys - KEYS_EACH * (organizations() - 1);
  }

  /**
   * Returns the number of full pages of the first organization, each with {@link #PAGE} keys. For a
   * million keys it is 1,000.
   */
  int lastFullPage() {
    return keysOfLargest() / PAGE;
  }
}
