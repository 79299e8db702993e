package io.claviger.admin;

import io.claviger.model.ApiKey;
import io.claviger.model.InvalidValueException;
import io.claviger.model.KeyFilter;
import io.claviger.spi.store.NamedValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Calls a listener when keys are about to expire: once for each key and threshold, on one node. The
 * application calls {@link #run} regularly on each node, for example every hour. Immutable and
 * thread-safe.
 *
 * <p>Before the listener is called, the store remembers a named value for the notice, which is
 * never deleted: one small row for each key, expiry and threshold. A notice is given at most once.
 * If the listener throws, {@link #run} throws the same exception: that notice is lost, and the
 * remaining keys follow in the next run.
 */
public final class ExpiryNotices {
  private final Operator operator;
  private final List<Duration> thresholds;
  private final BiConsumer<ApiKey, Duration> listener;

  /**
   * Creates notices for the last 30 days, 7 days and 1 day of a key.
   *
   * @param listener gets the key and the threshold that it has reached
   */
  public ExpiryNotices(Operator operator, BiConsumer<ApiKey, Duration> listener) {
    this(operator, List.of(Duration.ofDays(30), Duration.ofDays(7), Duration.ofDays(1)), listener);
  }

  /**
   * Creates notices for these thresholds.
   *
   * @throws InvalidValueException unless each threshold is 1 second to 3,650 days
   */
  public ExpiryNotices(
      Operator operator, List<Duration> thresholds, BiConsumer<ApiKey, Duration> listener) {
    this.operator = Objects.requireNonNull(operator, "operator");
    this.listener = Objects.requireNonNull(listener, "listener");
    this.thresholds = thresholds.stream().sorted().toList();
    for (Duration threshold : this.thresholds) {
      if (threshold.toSeconds() < 1 || threshold.toDays() > 3_650) {
        throw InvalidValueException.of(
            "threshold of expiry", threshold, "must be 1 second to 3,650 days");
      }
    }
  }

  /**
   * Calls the listener for each notice that is due and was not given yet. If a key has passed
   * several thresholds, the listener gets only the last one. Disabled and expired keys are left
   * out.
   *
   * @return the number of notices that this call has given
   */
  public int run() {
    if (thresholds.isEmpty()) {
      return 0;
    }
    Instant now = operator.now();
    Instant end = now.plus(thresholds.get(thresholds.size() - 1));
    // The filter excludes its instant, and cuts it to microseconds.
    KeyFilter due =
        KeyFilter.all().inState(ApiKey.State.ACTIVE).expiringBefore(end.plusNanos(1_000));
    return operator.keys(due).mapToInt(key -> notify(key, now)).sum();
  }

  private int notify(ApiKey key, Instant now) {
    Instant expiry = key.expiresAt().orElseThrow();
    for (Duration threshold : thresholds) {
      if (!expiry.isAfter(now.plus(threshold))) {
        boolean first = claim(key, expiry, threshold);
        if (first) {
          listener.accept(key, threshold);
        }
        return first ? 1 : 0;
      }
    }
    return 0;
  }

  /** Returns whether no other call, on any node, has claimed this notice. */
  private boolean claim(ApiKey key, Instant expiry, Duration threshold) {
    String name =
        "expiry."
            + String.join(
                ".",
                key.id().value(),
                Long.toString(expiry.getEpochSecond()),
                Long.toString(threshold.toSeconds()));
    String own = UUID.randomUUID().toString();
    return operator.store().storeIfAbsent(new NamedValue(name, own)).equals(own);
  }
}
