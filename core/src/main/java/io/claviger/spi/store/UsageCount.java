package io.claviger.spi.store;

import io.claviger.internal.text.Arguments;
import io.claviger.model.Usage;

/**
 * The number of admitted requests of one key, through one secret and one whitelist entry.
 *
 * @param usage never none
 */
public record UsageCount(UsageStore.Subject subject, Usage usage) {
  /** The maximum number of counts in one batch. Every store must accept that many. */
  public static final int MAX_BATCH = 200;

  /** Checks that no part is null. */
  public UsageCount {
    Arguments.require(subject, "subject", usage, "usage");
  }
}
