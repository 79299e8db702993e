package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.time.Instant;

/**
 * Work in the background that failed, as {@link io.claviger.Claviger#lastFailure()} returns it.
 *
 * @param task the kind of work
 * @param at when it failed, by the clock of the {@link io.claviger.Claviger}
 * @param cause the exception of the store, of its driver or of the executor. It contains no private
 *     key
 */
public record BackgroundFailure(Task task, Instant at, Throwable cause) {
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

  /** Checks that no part is null. */
  public BackgroundFailure {
    Arguments.require(task, "task", at, "at", cause, "cause");
  }
}
