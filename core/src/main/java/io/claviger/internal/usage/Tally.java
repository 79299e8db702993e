package io.claviger.internal.usage;

import io.claviger.internal.time.Micros;
import io.claviger.model.IpAddress;
import io.claviger.model.LastUse;
import io.claviger.model.Usage;
import java.util.Optional;

/**
 * Counts until it is drained, once, and nothing afterwards: so each use is either in what was
 * drained, or refused and counted elsewhere. Thread-safe: its lock is held for a few instructions.
 * All it keeps are numbers, since a tally lives long and is written at each request: to make a
 * value each time, and point to it from here, is work for the garbage collector.
 */
public final class Tally {
  private static final int NOBODY = Integer.MIN_VALUE;

  private final PendingUsage by;
  private boolean drained;
  private long count;
  private long lastMicros;
  private IpAddress.Family family = IpAddress.Family.IPV4;
  private long high;
  private long low;

  // Of whom: places in one version of a key. Others may count here too, and have to look it up.
  private int secret = NOBODY;
  private int entry = NOBODY;

  Tally(PendingUsage by) {
    this.by = by;
  }

  /**
   * Claims it for requests with the secret of this index, admitted by the entry of this index or
   * -1, both of one version of a key, which remembers it.
   *
   * @return false if it is claimed for others
   */
  public synchronized boolean claim(int itsSecret, int itsEntry) {
    if (secret == NOBODY) {
      secret = itsSecret;
      entry = itsEntry;
      return true;
    }
    return isFor(itsSecret, itsEntry);
  }

  private boolean isFor(int itsSecret, int itsEntry) {
    return secret == itsSecret && entry == itsEntry;
  }

  /**
   * Counts one request of those for whom it was claimed.
   *
   * @return false if it was drained, or is for others, or of others; nothing was counted
   */
  synchronized boolean addAgain(
      PendingUsage pending, int itsSecret, int itsEntry, long atMicros, IpAddress address) {
    return by == pending && isFor(itsSecret, itsEntry) && add(1, atMicros, address);
  }

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
    return new Usage(count, Optional.of(new LastUse(Micros.ofMicros(lastMicros), address)));
  }

  /** What was counted; from now on nothing is. */
  synchronized Usage drain() {
    Usage usage = usage();
    drained = true;
    return usage;
  }
}
