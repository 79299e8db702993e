package io.claviger.internal.usage;

import io.claviger.internal.time.Micros;
import io.claviger.model.IpAddress;
import io.claviger.model.Usage;
import java.util.Optional;

/**
 * Counts the requests through one key, secret and entry until it is drained, which happens once.
 * After that it refuses to count. So each use is either in the drained usage, or refused and
 * counted in another tally. Thread-safe: its lock is held for a few instructions.
 *
 * <p>A tally contains numbers only, because it lives long and every request writes to it. A
 * reference to a new object for each request would be work for the garbage collector.
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

  // The requests that it is claimed for, as indexes in one version of a key. Other requests may be
  // counted here, too, but have to look the tally up.
  private int secret = NOBODY;
  private int entry = NOBODY;

  Tally(PendingUsage by) {
    this.by = by;
  }

  /**
   * Claims the tally for requests with the secret at one index that the entry at the other index
   * admitted, or -1 for no entry. Both are indexes in one version of a key, which keeps the tally.
   *
   * @return false if the tally is claimed for other requests
   */
  public synchronized boolean claim(int secretIndex, int entryIndex) {
    if (secret == NOBODY) {
      secret = secretIndex;
      entry = entryIndex;
      return true;
    }
    return isFor(secretIndex, entryIndex);
  }

  private boolean isFor(int secretIndex, int entryIndex) {
    return secret == secretIndex && entry == entryIndex;
  }

  /**
   * Counts one of the requests that the tally is claimed for.
   *
   * @return false if nothing was counted, because the tally was drained, is claimed for other
   *     requests, or belongs to another {@link PendingUsage}
   */
  synchronized boolean addAgain(
      PendingUsage pending, int secretIndex, int entryIndex, long atMicros, IpAddress address) {
    return by == pending && isFor(secretIndex, entryIndex) && add(1, atMicros, address);
  }

  /**
   * Counts this many requests.
   *
   * @return false if nothing was counted, because the tally was drained
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

  /** Returns the usage that was counted so far. */
  synchronized Usage usage() {
    if (drained || count == 0) {
      return Usage.none();
    }
    IpAddress address = new IpAddress(family, high, low);
    return new Usage(count, Optional.of(new Usage.Last(Micros.ofMicros(lastMicros), address)));
  }

  /** Returns the usage that was counted, and refuses to count from now on. */
  synchronized Usage drain() {
    Usage usage = usage();
    drained = true;
    return usage;
  }
}
