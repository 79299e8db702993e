package io.claviger;

import io.claviger.access.AccessCheck;
import java.util.Objects;

/**
 * The numbers to monitor of a {@link Claviger}, since it was built.
 *
 * @param changeRetries how often a call started again because a change overtook it
 * @param contendedCalls how many calls gave up with {@link io.claviger.model.ContentionException}
 * @param unwrittenUsage how many tallies (of a key, a secret and an entry) are not written yet
 * @param droppedUsage how many admitted requests will never be counted. Either the store could not
 *     say whether it had counted them, or it threw an exception that it must not throw. Or there
 *     were too many to keep while the store failed, or {@link Claviger#close} came before they were
 *     written
 * @param failedTasks how often work in the background failed, or could not start: counted use was
 *     not written, old secrets did not expire after a rotation, or a secret got no new verifiers.
 *     Most tasks are tried again later; usage that cannot be kept counts in {@code droppedUsage}. A
 *     deleted key or organization is not a failure. {@link Claviger#lastFailure()} returns the last
 *     cause
 * @param failedListeners how often a {@link io.claviger.spi.ChangeListener} threw an exception; it
 *     is not called again for that change
 * @param access the outcomes of requests
 */
public record ClavigerMetrics(
    long changeRetries,
    long contendedCalls,
    long unwrittenUsage,
    long droppedUsage,
    long failedTasks,
    long failedListeners,
    AccessCheck.Counts access) {
  /** Checks that no part is null. */
  public ClavigerMetrics {
    Objects.requireNonNull(access, "access");
  }
}
