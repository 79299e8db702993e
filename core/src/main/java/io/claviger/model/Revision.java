package io.claviger.model;

/**
 * The state of an organization as a value: a number that grows by one with each change, and 64
 * random bits that are drawn for it. Compare revisions for equality, never by order. After a
 * restored backup or a failover, the same number may stand for another state, and only the random
 * bits differ.
 *
 * @param number 1 or more
 */
public record Revision(long number, long random) {
  /** Throws {@link InvalidValueException} for a number below 1. */
  public Revision {
    if (number < 1) {
      throw InvalidValueException.of("revision number", number, "must be 1 or more");
    }
  }

  /** Returns the next revision. */
  public Revision next(long newRandom) {
    return new Revision(number + 1, newRandom);
  }

  @Override
  public String toString() {
    return number + "-" + Long.toHexString(random);
  }
}
