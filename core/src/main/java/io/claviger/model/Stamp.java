package io.claviger.model;

import java.time.Instant;
import java.util.Objects;

/**
 * When and by whom something was done.
 *
 * @param at microseconds; finer parts are cut off
 */
public record Stamp(Instant at, Actor by) {
  /** Cuts the instant to microseconds. */
  public Stamp {
    Objects.requireNonNull(by, "by");
    at = Timestamps.micros("instant", at);
  }
}
