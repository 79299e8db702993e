package io.claviger.store.cache;

import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;
import io.claviger.spi.ApiKeyStore;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
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
  private final Supplier<Set<Freshness>> held;
  private final Counters counters;

  /** Something is in use that the present round does not confirm. */
  private volatile boolean inUse;

  /** When the refresh that waits or runs was scheduled; null if none does. */
  private final AtomicReference<@Nullable Moment> scheduled = new AtomicReference<>();

  private final AtomicBoolean makingRoom = new AtomicBoolean();

  private volatile boolean closed;

  /** Of these organizations; keys are held of some of them. */
  Refresher(
      ApiKeyStore store,
      Options options,
      Organizations organizations,
      Supplier<Set<Freshness>> held,
      Counters counters) {
    this.store = store;
    this.options = options;
    this.interval = options.bounds().maxStaleness().dividedBy(ROUNDS_WITHIN_STALENESS);
    this.organizations = organizations;
    this.held = held;
    this.counters = counters;
  }

  /** A request uses it. */
  void use(Freshness freshness) {
    if (!closed && freshness.use()) {
      inUse = true;
      arm();
    }
  }

  /**
   * A request has to confirm it by itself, perhaps in vain: it is in use all the same, so that the
   * next round tries it too. If no refresh is arranged, one is now.
   */
  void miss(Freshness freshness) {
    use(freshness);
    arm();
  }

  private void arm() {
    if (closed || scheduled.get() != null) {
      return;
    }
    Moment now = options.clocks().now();
    if (!scheduled.compareAndSet(null, now)) {
      return;
    }
    try {
      var unused =
          options.background().schedule(this::refresh, interval.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RuntimeException | Error e) {
      // Refused, or there is no thread to be had: no failure of the request. The next one tries.
      scheduled.set(null);
    }
  }

  private void refresh() {
    try {
      List<Freshness> asked = gather();
      for (int from = 0; from < asked.size() && !closed; from += CHUNK) {
        confirm(asked.subList(from, Math.min(from + CHUNK, asked.size())));
      }
      forgetIdle();
    } catch (Throwable e) {
      // An executor would keep it for nobody.
      counters.failures.increment();
    } finally {
      scheduled.set(null);
      if (inUse) {
        arm();
      }
    }
  }

  /**
   * Takes note of all before any is noted anew, or it might never end. In order: databases find
   * neighbours faster.
   */
  private List<Freshness> gather() {
    inUse = false;
    return organizations.where(Freshness::beginRefresh).stream()
        .sorted(Comparator.comparing(Freshness::id))
        .toList();
  }

  private void confirm(List<Freshness> chunk) {
    Map<OrganizationId, Freshness> asked =
        chunk.stream().collect(Collectors.toMap(Freshness::id, f -> f, (one, other) -> other));
    counters.confirmations.increment();
    Moment begun = options.clocks().now();
    try {
      Map<OrganizationId, Revision> seen = store.revisions(asked.keySet());
      organizations.learn(asked.values(), begun, seen);
    } catch (Throwable e) {
      // Nothing is learned; requests ask by themselves when it gets too old.
      counters.failures.increment();
    }
  }

  /**
   * What no key is of any more; and what nobody has used for long, which is looked up when it is
   * used again at the same cost.
   */
  private void forgetIdle() {
    if (organizations.size() > options.sizes().keys()) {
      Moment now = options.clocks().now();
      long idle = options.bounds().last().toNanos();
      Set<Freshness> ofKeys = held.get();
      organizations.dropAll(
          freshness -> freshness.confirmed().ageAt(now) > idle || !ofKeys.contains(freshness));
    }
  }

  /** Forgets what a round would, where none ends since it hangs, or since nobody runs it. */
  void makeRoom() {
    boolean needed = organizations.size() / 2 > options.sizes().keys();
    if (needed && makingRoom.compareAndSet(false, true)) {
      try {
        forgetIdle();
      } finally {
        makingRoom.set(false);
      }
    }
  }

  /** How old what is in use is, at most; nothing is, once this is closed. */
  Duration age() {
    if (closed) {
      return Duration.ZERO;
    }
    Moment now = options.clocks().now();
    return Duration.ofNanos(
        organizations.where(Freshness::isInUse).stream()
            .mapToLong(freshness -> freshness.confirmed().ageAt(now))
            .max()
            .orElse(0));
  }

  /** How long a refresh is late, or takes. */
  Duration lag() {
    Moment since = scheduled.get();
    return closed || since == null
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(0, since.ageAt(options.clocks().now()) - interval.toNanos()));
  }

  void close() {
    closed = true;
    inUse = false;
  }
}
