package io.claviger.model;

import io.claviger.Claviger;
import java.time.Instant;
import java.util.Objects;

/**
 * Work in the background that failed, as {@link Claviger#lastFailure()} returns it.
 *
 * @param task the kind of work
 * @param at when it failed, by the clock of the {@link Claviger}
 * @param cause the exception of the store, of its driver or of the executor. It holds no private
 *     key
 */
public record BackgroundFailure(Task task, Instant at, Throwable cause) {
  /** The kinds of work that no request waits for. */
  public enum Task {
    /** Counted use is written to the store. */
    WRITE_USAGE,
    /** The old secrets of a rotated key get their end, since a newer one was used. */
    END_OLD_SECRETS,
    /** A secret that was used gets verifiers of the present kind. */
    UPGRADE_VERIFIERS
  }

  /** No part may be null. */
  public BackgroundFailure {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(cause, "cause");
  }
}
