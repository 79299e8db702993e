package io.claviger.store.cache;

import io.claviger.model.OrganizationId;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.OrganizationVersion;
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
 * Confirms the organizations in use, several times within maxStaleness, so that requests do not
 * have to. Schedules nothing while none is in use. Thread-safe.
 */
final class Refresher {
  /** Is more than one, so that requests do not notice a refresh that is slow or fails. */
  private static final int ROUNDS_WITHIN_STALENESS = 3;

  private static final int CHUNK = 500;

  private final ApiKeyStore store;
  private final Options options;
  private final Duration interval;
  private final Organizations organizations;
  private final Supplier<Set<Freshness>> held;
  private final Counters counters;

  /** Is true if an organization is in use that the current refresh does not confirm. */
  private volatile boolean inUse;

  /** When the waiting or running refresh was scheduled; null if there is none. */
  private final AtomicReference<@Nullable Moment> scheduled = new AtomicReference<>();

  private final AtomicBoolean makingRoom = new AtomicBoolean();

  private volatile boolean closed;

  /** Creates one for these organizations; {@code held} are those with cached keys. */
  Refresher(
      ApiKeyStore store,
      Options options,
      Organizations organizations,
      Supplier<Set<Freshness>> held,
      Counters counters) {
    this.store = store;
    this.options = options;
    this.interval = options.maxStaleness().dividedBy(ROUNDS_WITHIN_STALENESS);
    this.organizations = organizations;
    this.held = held;
    this.counters = counters;
  }

  /** Notes that a request uses the organization. */
  void use(Freshness freshness) {
    if (!closed && freshness.use()) {
      inUse = true;
      arm();
    }
  }

  /**
   * Notes that a request has to confirm the organization itself. The request may fail, so the next
   * refresh tries it too, and is scheduled if none is.
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
      // The executor refused it, or has no thread. The request does not fail; the next one tries.
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
      // The executor would report it to nobody.
      counters.failures.increment();
    } finally {
      scheduled.set(null);
      if (inUse) {
        arm();
      }
    }
  }

  /**
   * Returns the organizations in use. All are collected before the first is confirmed, or new use
   * might keep the refresh going endlessly. They are sorted, since databases read neighbours
   * faster.
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
      Map<OrganizationId, OrganizationVersion> seen = store.revisions(asked.keySet());
      organizations.learn(asked.values(), begun, seen);
    } catch (Throwable e) {
      // When the organizations get too old, requests confirm them.
      counters.failures.increment();
    }
  }

  /**
   * Evicts organizations without cached keys, and those not used for long. When one is used again,
   * loading it costs no more than confirming it.
   */
  private void forgetIdle() {
    if (organizations.size() > options.sizes().maxSize()) {
      Moment now = options.clocks().now();
      long idle = options.last().toNanos();
      Set<Freshness> ofKeys = held.get();
      organizations.evictAll(
          freshness -> freshness.confirmed().ageAt(now) > idle || !ofKeys.contains(freshness));
    }
  }

  /** Evicts idle organizations even if no refresh completes, because it hangs or never runs. */
  void makeRoom() {
    boolean needed = organizations.size() / 2 > options.sizes().maxSize();
    if (needed && makingRoom.compareAndSet(false, true)) {
      try {
        forgetIdle();
      } finally {
        makingRoom.set(false);
      }
    }
  }

  /** Returns the organizations in use; none after {@link #close}. */
  List<Freshness> inUse() {
    return closed ? List.of() : organizations.where(Freshness::isInUse);
  }

  /** Returns the age of the oldest organization in use; zero after {@link #close}. */
  Duration age() {
    Moment now = options.clocks().now();
    return Duration.ofNanos(
        inUse().stream().mapToLong(freshness -> freshness.confirmed().ageAt(now)).max().orElse(0));
  }

  /** Returns how late the refresh is, or how long it takes. */
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
