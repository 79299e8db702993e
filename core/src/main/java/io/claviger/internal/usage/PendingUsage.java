package io.claviger.internal.usage;

import io.claviger.model.ApiKeyId;
import io.claviger.model.IpAddress;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.UsageCount;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The usage that is not written yet. After the first use of a key since the last drain, counting
 * takes only the lock of its tally, and makes no object. Thread-safe.
 *
 * <p>It is a hash table whose keys are the numbers of secrets and entries. Each element is the
 * first tally of a chain. A chain grows at its beginning, and is only removed as a whole.
 */
final class PendingUsage {
  private static final int MAX_CHAINS = 1 << 20;

  /** The length of a chain if there are as many tallies as possible. */
  private static final int LENGTH = 8;

  private final AtomicReferenceArray<@Nullable Tally> chains;
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
    int length = (int) Math.min(MAX_CHAINS, Long.highestOneBit(Math.max(2, most / LENGTH)));
    this.chains = new AtomicReferenceArray<>(length);
  }

  /**
   * Counts one request.
   *
   * @param secret the index of the secret that was presented
   * @param entry the index of the whitelist entry that admitted the request; negative for none
   */
  void count(KeyLookup key, int secret, int entry, long atMicros, IpAddress address) {
    Tally chain = chains.get(index(Tally.hash(key, secret, entry)));
    Tally present = Tally.find(chain, key, secret, entry);
    if (present == null || !present.add(1, atMicros, address)) {
      Tally first = new Tally(key, secret, entry, null);
      boolean unused = first.add(1, atMicros, address);
      add(first);
    }
  }

  /** Adds usage again that was drained and could not be written. */
  void putBack(List<Tally> tallies) {
    tallies.forEach(this::add);
  }

  /** A drained tally is found only until its chain is read again, which was removed before. */
  private void add(Tally more) {
    int index = index(more.hash());
    while (true) {
      Tally chain = chains.get(index);
      Tally present = more.in(chain);
      if (present != null && present.add(more)) {
        return;
      }
      if (present == null && size.get() >= most) {
        drop(Tally.requests(List.of(more)));
        return;
      }
      if (present == null && put(index, chain, more.before(chain))) {
        return;
      }
    }
  }

  /** Increments the size before the tally is in its chain, so that the size is never too small. */
  private boolean put(int index, @Nullable Tally chain, Tally tally) {
    size.incrementAndGet();
    boolean done = chains.compareAndSet(index, chain, tally);
    if (!done) {
      size.decrementAndGet();
    }
    return done;
  }

  /** Spreads the bits of the hash code, of which the highest decide. */
  private int index(int hash) {
    int spread = hash * 0x9E3779B9;
    return spread >>> (Integer.numberOfLeadingZeros(chains.length()) + 1);
  }

  /** Removes and returns all usage. Each use is in the result of exactly one drain. */
  List<Tally> drain() {
    List<Tally> drained = new ArrayList<>();
    for (int i = 0; i < chains.length(); i++) {
      for (Tally each = chains.getAndSet(i, null); each != null; each = each.next()) {
        size.decrementAndGet();
        if (each.drain()) {
          drained.add(each);
        }
      }
    }
    return drained;
  }

  /** Returns the unwritten usage of these keys. */
  List<UsageCount> of(Predicate<ApiKeyId> keys) {
    List<UsageCount> found = new ArrayList<>();
    for (int i = 0; i < chains.length(); i++) {
      for (Tally each = chains.get(i); each != null; each = each.next()) {
        if (keys.test(each.apiKey())) {
          each.pending().ifPresent(found::add);
        }
      }
    }
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
