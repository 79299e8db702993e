package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.time.Instant;

/**
 * One block of a whitelist. Entries are never modified, only removed and added again.
 *
 * @param createdAt cut to microseconds
 * @param addedIn the number of the {@link Revision} that added it. It distinguishes the entry from
 *     an earlier one of the same block
 */
public record WhitelistEntry(CidrBlock block, Instant createdAt, long addedIn) {
  /** Cuts the instant to microseconds. */
  public WhitelistEntry {
    Arguments.require(createdAt, "createdAt", block, "block");
    createdAt = Timestamps.micros("created", createdAt);
  }
}
