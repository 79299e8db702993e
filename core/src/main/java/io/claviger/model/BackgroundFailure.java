package io.claviger.model;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Work in the background that failed, as {@link io.claviger.Claviger#lastFailure()} returns it.
 * Immutable.
 */
public final class BackgroundFailure {
  /**
   * The kinds of work that no request waits for. May grow: use {@code default} in a {@code switch}.
   */
  public enum Task {
    /** Writes counted use to the store. */
    WRITE_USAGE,
    /** Sets the expiry of the old secrets of a rotated key, after a newer secret was used. */
    END_OLD_SECRETS,
    /** Gives a secret that was used verifiers of the current kind. */
    UPGRADE_VERIFIERS
  }

  private final Task task;
  private final Instant at;
  private final Throwable cause;

  private BackgroundFailure(Task task, Instant at, Throwable cause) {
    this.task = Objects.requireNonNull(task, "task");
    this.at = Objects.requireNonNull(at, "at");
    this.cause = Objects.requireNonNull(cause, "cause");
  }

  /**
   * Returns a failure of all these parts. This is for the library, and gets a parameter for each
   * new part. An application gets one from {@link io.claviger.Claviger#lastFailure}.
   */
  public static BackgroundFailure of(Task task, Instant at, Throwable cause) {
    return new BackgroundFailure(task, at, cause);
  }

  /** Returns the kind of work. */
  public Task task() {
    return task;
  }

  /** Returns when it failed, by the clock of the {@link io.claviger.Claviger}. */
  public Instant at() {
    return at;
  }

  /**
   * Returns the exception of the store, of its driver or of the executor. It contains no private
   * key.
   */
  public Throwable cause() {
    return cause;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BackgroundFailure that
        && task.equals(that.task)
        && at.equals(that.at)
        && cause.equals(that.cause);
  }

  @Override
  public int hashCode() {
    return Objects.hash(task, at, cause);
  }

  @Override
  public String toString() {
    return "BackgroundFailure[task=%s, at=%s, cause=%s]".formatted(task, at, cause);
  }
}
