package io.claviger.internal.usage;

import io.claviger.internal.time.Micros;
import io.claviger.model.ApiKeyId;
import io.claviger.model.IpAddress;
import io.claviger.model.Usage;
import io.claviger.spi.UsageCount;
import io.claviger.spi.UsedThrough;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Use that is not written yet. Counting takes no lock but that of the tally, once a key has been
 * used since the last draining. Thread-safe.
 */
final class PendingUsage {
  private final ConcurrentMap<UsedThrough, Tally> tallies = new ConcurrentHashMap<>();

  /**
   * Of tallies. The map's own is a sum of parts, far off where its reader is held up in between.
   */
  private final AtomicInteger size = new AtomicInteger();

  private final long most;
  private final AtomicLong dropped = new AtomicLong();

  /**
   * Keeps at most about this many tallies, and drops what would be one more.
   *
   * @param most tallies, one for each key, secret and entry
   */
  PendingUsage(long most) {
    this.most = most;
  }

  /**
   * Counts one request.
   *
   * @return where others through there are counted; null if there was no room for it
   */
  @Nullable Tally count(UsedThrough through, Instant at, IpAddress address) {
    return add(through, 1, Micros.toMicros(at), address);
  }

  /** Counts again what could not be written. */
  void putBack(List<UsageCount> counts) {
    for (UsageCount count : counts) {
      count
          .usage()
          .last()
          .ifPresent(
              last -> {
                long at = Micros.toMicros(last.at());
                Tally unused = add(count.through(), count.usage().count(), at, last.address());
              });
    }
  }

  private @Nullable Tally add(UsedThrough through, long times, long atMicros, IpAddress address) {
    while (true) {
      Tally present = tallies.get(through);
      if (present != null && present.add(times, atMicros, address)) {
        return present;
      }
      if (present != null) {
        remove(through, present);
      } else if (size.get() >= most) {
        drop(times);
        return null;
      } else {
        put(through);
      }
    }
  }

  /** Counted before it is there, so that the number is never too small. */
  private void put(UsedThrough through) {
    Tally tally = new Tally(this);
    size.incrementAndGet();
    if (tallies.putIfAbsent(through, tally) != null) {
      size.decrementAndGet();
    }
  }

  private void remove(UsedThrough through, Tally tally) {
    if (tallies.remove(through, tally)) {
      size.decrementAndGet();
    }
  }

  /** Takes out everything; each use is in the answer of exactly one draining. */
  List<UsageCount> drain() {
    List<UsageCount> drained = new ArrayList<>();
    tallies.forEach(
        (through, tally) -> {
          Usage usage = tally.drain();
          remove(through, tally);
          if (usage.count() > 0) {
            drained.add(new UsageCount(through, usage));
          }
        });
    return drained;
  }

  /** What is not written of these keys. */
  List<UsageCount> of(Set<ApiKeyId> keys) {
    return where(through -> keys.contains(through.apiKey()));
  }

  /** What is not written. */
  List<UsageCount> all() {
    return where(through -> true);
  }

  private List<UsageCount> where(Predicate<UsedThrough> which) {
    List<UsageCount> found = new ArrayList<>();
    tallies.forEach(
        (through, tally) -> {
          if (which.test(through)) {
            found.add(new UsageCount(through, tally.usage()));
          }
        });
    return found;
  }

  /** How many requests these count. */
  static long requests(List<UsageCount> counts) {
    return counts.stream().mapToLong(count -> count.usage().count()).sum();
  }

  /** So many requests will never be written. */
  void drop(long requests) {
    dropped.addAndGet(requests);
  }

  /** How many requests were counted in vain. */
  long dropped() {
    return dropped.get();
  }

  /** The number of tallies; one more for each that somebody is about to add. */
  int size() {
    return size.get();
  }
}
