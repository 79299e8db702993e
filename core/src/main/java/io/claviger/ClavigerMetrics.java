package io.claviger;

import io.claviger.access.AccessCheck;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The numbers to monitor of a {@link Claviger}, since it was built. Immutable. */
public final class ClavigerMetrics {
  private final long changeRetries;
  private final long contendedCalls;
  private final long unwrittenUsage;
  private final long droppedUsage;
  private final long failedTasks;
  private final long failedListeners;
  private final AccessCheck.Counts access;

  ClavigerMetrics(
      long changeRetries,
      long contendedCalls,
      long unwrittenUsage,
      long droppedUsage,
      long failedTasks,
      long failedListeners,
      AccessCheck.Counts access) {
    this.changeRetries = changeRetries;
    this.contendedCalls = contendedCalls;
    this.unwrittenUsage = unwrittenUsage;
    this.droppedUsage = droppedUsage;
    this.failedTasks = failedTasks;
    this.failedListeners = failedListeners;
    this.access = Objects.requireNonNull(access, "access");
  }

  /** Returns how often a call started again because a change overtook it. */
  public long changeRetries() {
    return changeRetries;
  }

  /** Returns how many calls gave up with {@link io.claviger.model.ContentionException}. */
  public long contendedCalls() {
    return contendedCalls;
  }

  /** Returns how many tallies (of a key, a secret and an entry) are not written yet. */
  public long unwrittenUsage() {
    return unwrittenUsage;
  }

  /**
   * Returns how many admitted requests will never be counted. Either the store could not say
   * whether it had counted them, or it threw an exception that it must not throw. Or there were too
   * many to keep while the store failed, or {@link Claviger#close} came before they were written.
   */
  public long droppedUsage() {
    return droppedUsage;
  }

  /**
   * Returns how often work in the background failed, or could not start: counted use was not
   * written, old secrets did not expire after a rotation, or a secret got no new verifiers. Most
   * tasks are tried again later; usage that cannot be kept counts in {@link #droppedUsage}. A
   * deleted key or organization is not a failure. {@link Claviger#lastFailure()} returns the last
   * cause.
   */
  public long failedTasks() {
    return failedTasks;
  }

  /**
   * Returns how often a {@link io.claviger.spi.ChangeListener} threw an exception; it is not called
   * again for that change.
   */
  public long failedListeners() {
    return failedListeners;
  }

  /** Returns the outcomes of requests. */
  public AccessCheck.Counts access() {
    return access;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClavigerMetrics that
        && changeRetries == that.changeRetries
        && contendedCalls == that.contendedCalls
        && unwrittenUsage == that.unwrittenUsage
        && droppedUsage == that.droppedUsage
        && failedTasks == that.failedTasks
        && failedListeners == that.failedListeners
        && access.equals(that.access);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        changeRetries,
        contendedCalls,
        unwrittenUsage,
        droppedUsage,
        failedTasks,
        failedListeners,
        access);
  }

  @Override
  public String toString() {
    return "ClavigerMetrics[changeRetries=%s, contendedCalls=%s, unwrittenUsage=%s, droppedUsage=%s, failedTasks=%s, failedListeners=%s, access=%s]"
        .formatted(
            changeRetries,
            contendedCalls,
            unwrittenUsage,
            droppedUsage,
            failedTasks,
            failedListeners,
            access);
  }
}
