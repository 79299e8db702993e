package io.claviger.internal.usage;

import io.claviger.internal.bridge.InternalAccess;
import io.claviger.internal.bridge.UsageMemo;
import io.claviger.model.ApiKeyId;
import io.claviger.model.IpAddress;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The usage that is not written yet. The first use of a cached key since the last drain notes its
 * tally with the lookup. The next ones find it there, take no lock, and make no object.
 * Thread-safe.
 */
final class PendingUsage {
  private static final UsageMemo<KeyLookup> MEMO = InternalAccess.usageMemo(KeyLookup.class);

  private final ConcurrentHashMap<UsageStore.Subject, Tally> tallies = new ConcurrentHashMap<>();
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
   * @param secret the index of the secret that was presented
   * @param entry the index of the whitelist entry that admitted the request; negative for none
   */
  void count(KeyLookup key, int secret, int entry, long atMicros, IpAddress address) {
    boolean counted =
        MEMO.noted(key) instanceof Tally noted
            && noted.isAt(this, secret, entry)
            && noted.add(1, atMicros, address);
    if (!counted) {
      Tally first = new Tally(this, key, secret, entry);
      boolean unused = first.add(1, atMicros, address);
      Tally adding = add(first);
      // Another lookup of the key may have the secret or the entry at another index.
      if (adding != null && adding.isAt(this, secret, entry)) {
        MEMO.note(key, adding);
      }
    }
  }

  /** Adds usage again that was drained and could not be written. */
  void putBack(List<Tally> drained) {
    drained.forEach(each -> add(each.reopened()));
  }

  /** Adds a new tally. Returns the one that counts for it now; null if there is no room. */
  private @Nullable Tally add(Tally more) {
    UsageStore.Subject subject = more.subject();
    while (true) {
      Tally present = tallies.get(subject);
      if (present != null) {
        if (present.add(more)) {
          return present;
        }
        // A drain has closed it, and may not have removed it yet.
        remove(subject, present);
      } else if (size.get() >= most) {
        drop(Tally.requests(List.of(more)));
        return null;
      } else if (put(subject, more)) {
        return more;
      }
    }
  }

  /** Increments the size before the tally can be found, so that the size is never too small. */
  private boolean put(UsageStore.Subject subject, Tally tally) {
    size.incrementAndGet();
    boolean done = tallies.putIfAbsent(subject, tally) == null;
    if (!done) {
      size.decrementAndGet();
    }
    return done;
  }

  private void remove(UsageStore.Subject subject, Tally tally) {
    if (tallies.remove(subject, tally)) {
      size.decrementAndGet();
    }
  }

  /** Removes and returns all usage. Each use is in the result of exactly one drain. */
  List<Tally> drain() {
    List<Tally> drained = new ArrayList<>();
    tallies.forEach(
        (subject, tally) -> {
          if (tally.drain()) {
            drained.add(tally);
          }
          remove(subject, tally);
          forget(tally);
        });
    return drained;
  }

  /** A drained tally would need memory until the next use. */
  private static void forget(Tally tally) {
    // Another thread may note a new one meanwhile; then the next use searches for it.
    if (MEMO.noted(tally.key()) == tally) {
      MEMO.note(tally.key(), null);
    }
  }

  /** Returns the unwritten usage of these keys. */
  List<UsageCount> of(Predicate<ApiKeyId> keys) {
    List<UsageCount> found = new ArrayList<>();
    tallies.forEach(
        (subject, tally) -> {
          if (keys.test(subject.apiKey())) {
            tally.pending().ifPresent(found::add);
          }
        });
    return found;
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
