package io.claviger.store.cache;

import io.claviger.OrganizationId;
import io.claviger.Revision;
import io.claviger.spi.ApiKeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Confirms the organizations in use in the background, several times within maxStaleness, so that
 * requests need not. Rests while nothing is in use. Thread-safe.
 */
final class Refresher {
  /** So that one that fails or is slow is not noticed by requests at once. */
  private static final int ROUNDS_WITHIN_STALENESS = 3;

  private static final int CHUNK = 500;

  private final ApiKeyStore store;
  private final Options options;
  private final Duration interval;
  private final Organizations organizations;
  private final Counters counters;
  private final Queue<Freshness> inUse = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean armed = new AtomicBoolean();
  private volatile @Nullable Moment due;
  private volatile boolean closed;

  Refresher(ApiKeyStore store, Options options, Organizations organizations, Counters counters) {
    this.store = store;
    this.options = options;
    this.interval = options.bounds().maxStaleness().dividedBy(ROUNDS_WITHIN_STALENESS);
    this.organizations = organizations;
    this.counters = counters;
  }

  /** A request uses it. */
  void use(Freshness freshness) {
    if (!closed && freshness.use()) {
      inUse.add(freshness);
      arm();
    }
  }

  /** A request had to confirm by itself: if that is since no refresh is arranged, one is now. */
  void miss() {
    arm();
  }

  private void arm() {
    if (closed || !armed.compareAndSet(false, true)) {
      return;
    }
    due = options.clocks().now();
    try {
      options.background().schedule(this::refresh, interval);
    } catch (RejectedExecutionException e) {
      disarm();
    }
  }

  private void disarm() {
    due = null;
    armed.set(false);
  }

  private void refresh() {
    try {
      List<Freshness> round = gather();
      for (int from = 0; from < round.size() && !closed; from += CHUNK) {
        confirm(round.subList(from, Math.min(from + CHUNK, round.size())));
      }
      forgetIdle();
    } finally {
      disarm();
      if (!inUse.isEmpty()) {
        arm();
      }
    }
  }

  /** Takes out all before any is noted anew, or it might never end. */
  private List<Freshness> gather() {
    List<Freshness> round = new ArrayList<>();
    for (Freshness next = inUse.poll(); next != null; next = inUse.poll()) {
      round.add(next);
    }
    round.forEach(Freshness::beginRefresh);
    return round.stream().filter(freshness -> !freshness.isDropped()).toList();
  }

  private void confirm(List<Freshness> chunk) {
    Map<OrganizationId, Freshness> asked =
        chunk.stream()
            .collect(Collectors.toMap(Freshness::organization, f -> f, (one, other) -> other));
    counters.confirmations.increment();
    Moment begun = options.clocks().now();
    try {
      Map<OrganizationId, Revision> seen = store.revisions(asked.keySet());
      asked.forEach((id, freshness) -> organizations.learn(freshness, begun, seen.get(id)));
    } catch (Exception e) {
      // Nothing is learned; requests ask by themselves when it gets too old.
      counters.failures.increment();
    }
  }

  /** What nobody has used for long is looked up when it is used again, which costs the same. */
  private void forgetIdle() {
    if (organizations.size() > options.sizes().keys()) {
      Moment now = options.clocks().now();
      long idle = options.bounds().last().toNanos();
      organizations.dropAll(freshness -> freshness.confirmed().ageAt(now) > idle);
    }
  }

  /** How old what is in use is, at most. */
  Duration age() {
    Moment now = options.clocks().now();
    return Duration.ofNanos(
        inUse.stream()
            .filter(freshness -> !freshness.isDropped())
            .mapToLong(freshness -> freshness.confirmed().ageAt(now))
            .max()
            .orElse(0));
  }

  /** How long a refresh is late, or takes. */
  Duration lag() {
    Moment since = due;
    long late = since == null ? 0 : since.ageAt(options.clocks().now()) - interval.toNanos();
    return Duration.ofNanos(Math.max(0, late));
  }

  void close() {
    closed = true;
    inUse.clear();
    due = null;
  }
}
