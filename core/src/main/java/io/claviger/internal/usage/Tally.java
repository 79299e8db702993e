package io.claviger.internal.usage;

import io.claviger.IpAddress;
import io.claviger.LastUse;
import io.claviger.Usage;
import io.claviger.internal.value.Timestamps;
import java.util.Optional;

/**
 * Counts until it is drained, once, and nothing afterwards: so each use is either in what was
 * drained, or refused and counted elsewhere. Thread-safe: its lock is held for a few instructions.
 * All it keeps are numbers, since a tally lives long and is written at each request: to make a
 * value each time, and point to it from here, is work for the garbage collector.
 */
public final class Tally {
  private boolean drained;
  private long count;
  private long lastMicros;
  private IpAddress.Family family = IpAddress.Family.IPV4;
  private long high;
  private long low;

  /**
   * Counts these.
   *
   * @return false if it was drained; nothing was counted
   */
  synchronized boolean add(long times, long atMicros, IpAddress address) {
    if (drained) {
      return false;
    }
    if (count == 0 || atMicros >= lastMicros) {
      lastMicros = atMicros;
      family = address.family();
      high = address.high();
      low = address.low();
    }
    count += times;
    return true;
  }

  /** What was counted so far. */
  synchronized Usage usage() {
    if (drained || count == 0) {
      return Usage.none();
    }
    IpAddress address = new IpAddress(family, high, low);
    return new Usage(count, Optional.of(new LastUse(Timestamps.ofMicros(lastMicros), address)));
  }

  /** What was counted; from now on nothing is. */
  synchronized Usage drain() {
    Usage usage = usage();
    drained = true;
    return usage;
  }
}
