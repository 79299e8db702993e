package io.claviger.internal.usage;

import io.claviger.internal.time.Micros;
import io.claviger.model.IpAddress;
import io.claviger.model.Usage;
import io.claviger.spi.UsageCount;
import io.claviger.spi.UsageStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The usage that is not written yet. After the first use of a key since the last drain, counting
 * takes only the lock of its tally. Thread-safe.
 */
final class PendingUsage {
  private final ConcurrentMap<UsageStore.Subject, Tally> tallies = new ConcurrentHashMap<>();

  /**
   * The number of tallies. The map computes its own size as a sum of parts, which is far off if its
   * reader is held up in between.
   */
  private final AtomicInteger size = new AtomicInteger();

  private final long most;
  private final AtomicLong dropped = new AtomicLong();

  /**
   * Creates an empty instance. It drops usage that would need more than the largest number of
   * tallies.
   *
   * @param most about the largest number of tallies; there is one for each key, secret and entry
   */
  PendingUsage(long most) {
    this.most = most;
  }

  /**
   * Counts one request.
   *
   * @return the tally for further requests through the same key, secret and entry; null if there
   *     was no room for one
   */
  @Nullable Tally count(UsageStore.Subject subject, Instant at, IpAddress address) {
    return add(subject, 1, Micros.toMicros(at), address);
  }

  /** Adds usage again that could not be written. */
  void putBack(List<UsageCount> counts) {
    for (UsageCount count : counts) {
      count
          .usage()
          .last()
          .ifPresent(
              last -> {
                long at = Micros.toMicros(last.at());
                Tally unused = add(count.subject(), count.usage().count(), at, last.address());
              });
    }
  }

  private @Nullable Tally add(
      UsageStore.Subject subject, long times, long atMicros, IpAddress address) {
    while (true) {
      Tally present = tallies.get(subject);
      if (present != null && present.add(times, atMicros, address)) {
        return present;
      }
      if (present != null) {
        remove(subject, present);
      } else if (size.get() >= most) {
        drop(times);
        return null;
      } else {
        put(subject);
      }
    }
  }

  /** Increments the size before the tally is in the map, so that the size is never too small. */
  private void put(UsageStore.Subject subject) {
    Tally tally = new Tally(this);
    size.incrementAndGet();
    if (tallies.putIfAbsent(subject, tally) != null) {
      size.decrementAndGet();
    }
  }

  private void remove(UsageStore.Subject subject, Tally tally) {
    if (tallies.remove(subject, tally)) {
      size.decrementAndGet();
    }
  }

  /** Removes and returns all usage. Each use is in the result of exactly one drain. */
  List<UsageCount> drain() {
    List<UsageCount> drained = new ArrayList<>();
    tallies.forEach(
        (subject, tally) -> {
          Usage usage = tally.drain();
          remove(subject, tally);
          if (usage.count() > 0) {
            drained.add(new UsageCount(subject, usage));
          }
        });
    return drained;
  }

  /** Returns the unwritten usage through these keys, secrets and entries. */
  List<UsageCount> where(Predicate<UsageStore.Subject> which) {
    List<UsageCount> found = new ArrayList<>();
    tallies.forEach(
        (subject, tally) -> {
          if (which.test(subject)) {
            found.add(new UsageCount(subject, tally.usage()));
          }
        });
    return found;
  }

  /** Returns the sum of the requests in these counts. */
  static long requests(List<UsageCount> counts) {
    return counts.stream().mapToLong(count -> count.usage().count()).sum();
  }

  /** Notes that this many requests will never be written. */
  void drop(long requests) {
    dropped.addAndGet(requests);
  }

  /** Returns how many requests will never be written. */
  long dropped() {
    return dropped.get();
  }

  /** Returns the number of tallies, including those that a thread is about to add. */
  int size() {
    return size.get();
  }
}
