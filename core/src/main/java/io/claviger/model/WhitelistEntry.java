package io.claviger.model;

import java.time.Instant;
import java.util.Objects;

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
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(block, "block");
    createdAt = Timestamps.micros("created", createdAt);
  }
}
