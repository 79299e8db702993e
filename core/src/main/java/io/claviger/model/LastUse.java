package io.claviger.model;

import java.time.Instant;
import java.util.Objects;

/**
 * The instant and the address of the last use.
 *
 * @param at cut to microseconds
 * @param address as the application reported it
 */
public record LastUse(Instant at, IpAddress address) {
  /** Cuts the instant to microseconds. */
  public LastUse {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(address, "address");
    at = Timestamps.micros("last used", at);
  }

  /** Returns the later of the two; this one if both have the same instant. */
  public LastUse orLater(LastUse other) {
    Objects.requireNonNull(other, "other");
    return other.at.isAfter(at) ? other : this;
  }
}
