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
  /**
   * What was counted, or -1 times for a tally that was drained. The instant lies in its two
   * numbers: of thousands of tallies each object more is one more that the processor does not have
   * at hand.
   */
  private record Count(long count, long second, int nano, IpAddress address) {
    static Count of(long times, LastUse last) {
      Instant at = last.at();
      return new Count(times, at.getEpochSecond(), at.getNano(), last.address());
    }

    boolean drained() {
      return count < 0;
    }

    Count plus(long times, LastUse last) {
      return isAfter(last.at())
          ? new Count(count + times, second, nano, address)
          : Count.of(count + times, last);
    }

    private boolean isAfter(Instant at) {
      long otherSecond = at.getEpochSecond();
      int otherNano = at.getNano();
      return second != otherSecond ? second > otherSecond : nano > otherNano;
    }

    Usage usage() {
      LastUse last = new LastUse(Instant.ofEpochSecond(second, nano), address);
      return new Usage(count, Optional.of(last));
    }
  }

  private static final Count DRAINED =
      new Count(-1, 0, 0, new IpAddress(IpAddress.Family.IPV4, 0, 0));

  private final AtomicReference<@Nullable Count> count = new AtomicReference<>();

  /**
   * Counts these.
   *
   * @return false if it was drained; nothing was counted
   */
  boolean add(long times, LastUse last) {
    while (true) {
      Count before = count.get();
      if (before != null && before.drained()) {
        return false;
      }
      Count after = before == null ? Count.of(times, last) : before.plus(times, last);
      if (count.compareAndSet(before, after)) {
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

  private static Usage usage(@Nullable Count count) {
    return count == null || count.drained() ? Usage.none() : count.usage();
  }
}
