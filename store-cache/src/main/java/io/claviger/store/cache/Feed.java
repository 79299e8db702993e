package io.claviger.store.cache;

import io.claviger.spi.store.ChangeFeed;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The change feed of the store, as a cache asks it. Changes without a position are reported again,
 * so once there are many, or a few for long, it lets the store give them positions. {@link #now}
 * and {@link #since} are thread-safe.
 */
final class Feed {
  /** More changes without a position would make answers slower. */
  private static final int MANY = 100;

  /** So many polls with few changes take 33 seconds by default, so these cost few writes. */
  private static final int MAX_POLLS = 20;

  /** Lets a backlog shrink by several thousand changes after each poll. */
  private static final int BATCHES = 10;

  private final ChangeFeed feed;
  private final CachedStore store;
  private final AtomicBoolean assigning = new AtomicBoolean();

  /** In how many polls in a row a change had no position. */
  private int pollsWithPending;

  Feed(ChangeFeed feed, CachedStore store) {
    this.feed = feed;
    this.store = store;
  }

  ChangeFeed.Position now() {
    return store.breaker().watch(feed::now);
  }

  Optional<ChangeFeed.Changes> since(ChangeFeed.Position position) {
    return store.breaker().watch(() -> feed.since(position));
  }

  /**
   * Gives positions to changes after a poll, if that is worth it. Never waits for it: a commit may
   * hang while reads do not.
   */
  void assignPositions(Optional<ChangeFeed.Changes> polled) {
    int pending = polled.map(ChangeFeed.Changes::pending).orElse(Integer.MAX_VALUE);
    polled.ifPresent(changes -> store.counters().pending = changes.pending());
    pollsWithPending = pending == 0 ? 0 : pollsWithPending + 1;
    if ((pending > MANY || pollsWithPending >= MAX_POLLS) && assigning.compareAndSet(false, true)) {
      pollsWithPending = 0;
      try {
        store.options().reads().execute(this::assign);
      } catch (RuntimeException e) {
        store.counters().failures.increment();
        assigning.set(false);
      }
    }
  }

  private void assign() {
    try {
      int batches = 0;
      while (batches < BATCHES && feed.assignPositions() > 0) {
        batches++;
      }
    } catch (Throwable e) {
      // The changes are reported again, and the next poll tries again.
      store.counters().failures.increment();
    } finally {
      assigning.set(false);
    }
  }
}
