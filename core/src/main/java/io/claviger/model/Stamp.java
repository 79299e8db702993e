package io.claviger.model;

import java.time.Instant;
import java.util.Objects;

/**
 * The time of an action and its caller.
 *
 * @param at cut to microseconds
 */
public record Stamp(Instant at, Actor by) {
  /** Cuts the instant to microseconds. */
  public Stamp {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(by, "by");
    at = Timestamps.micros("instant", at);
  }
}
