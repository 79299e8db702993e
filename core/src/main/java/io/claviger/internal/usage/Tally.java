package io.claviger.internal.usage;

import io.claviger.IpAddress;
import io.claviger.LastUse;
import io.claviger.Usage;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Counts until it is drained, once, and nothing afterwards: so each use is either in what was
 * drained, or refused and counted elsewhere. Thread-safe without a lock.
 */
final class Tally {
  /** What was counted, or -1 times for a tally that was drained. */
  private record Count(long count, Instant at, IpAddress address) {
    boolean drained() {
      return count < 0;
    }
  }

  private static final Count DRAINED =
      new Count(-1, Instant.EPOCH, new IpAddress(IpAddress.Family.IPV4, 0, 0));

  private final AtomicReference<@Nullable Count> count = new AtomicReference<>();

  /**
   * Counts these.
   *
   * @return false if it was drained; nothing was counted
   */
  boolean add(long times, Instant at, IpAddress address) {
    while (true) {
      Count before = count.get();
      if (before != null && before.drained()) {
        return false;
      }
      if (count.compareAndSet(before, plus(before, times, at, address))) {
        return true;
      }
    }
  }

  /** What was counted so far. */
  Usage usage() {
    return usage(count.get());
  }

  /** What was counted; from now on nothing is. */
  Usage drain() {
    return usage(count.getAndSet(DRAINED));
  }

  private static Count plus(@Nullable Count before, long times, Instant at, IpAddress address) {
    if (before == null) {
      return new Count(times, at, address);
    }
    return before.at.isAfter(at)
        ? new Count(before.count + times, before.at, before.address)
        : new Count(before.count + times, at, address);
  }

  private static Usage usage(@Nullable Count count) {
    return count == null || count.drained()
        ? Usage.none()
        : new Usage(count.count, Optional.of(new LastUse(count.at, count.address)));
  }
}
