package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.time.Instant;

/**
 * The time of an action and its caller.
 *
 * @param at cut to microseconds
 */
public record Stamp(Instant at, Actor by) {
  /** Cuts the instant to microseconds. */
  public Stamp {
    Arguments.require(at, "at", by, "by");
    at = Timestamps.micros("instant", at);
  }
}
