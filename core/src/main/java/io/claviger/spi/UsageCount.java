package io.claviger.spi;

import io.claviger.model.Usage;
import java.util.Objects;

/**
 * Admitted requests of one key, through one secret and one entry.
 *
 * @param usage never none
 */
public record UsageCount(UsedThrough through, Usage usage) {
  /** How many a store has to take at a time. */
  public static final int MOST_IN_A_BATCH = 200;

  /** No part may be null. */
  public UsageCount {
    Objects.requireNonNull(through, "through");
    Objects.requireNonNull(usage, "usage");
  }
}
