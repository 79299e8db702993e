package io.claviger.model;

import java.time.Instant;
import java.util.Objects;

/**
 * When and from where something was used last.
 *
 * @param at microseconds; finer parts are cut off
 * @param address as the host told it
 */
public record LastUse(Instant at, IpAddress address) {
  /** Cuts the instant to microseconds. */
  public LastUse {
    Objects.requireNonNull(address, "address");
    at = Timestamps.micros("last used", at);
  }

  /** The later of the two; this one, if they are of one instant. */
  public LastUse orLater(LastUse other) {
    return other.at.isAfter(at) ? other : this;
  }
}
