package io.claviger.oauth.internal.endpoint;

import io.claviger.model.ApiKeyId;
import io.claviger.spi.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets each key do something at a steady rate, and a number of times at once. It forgets keys that
 * have not used up anything. Thread-safe.
 */
public final class KeyRate {
  private static final int FIRST_CLEANING = 10_000;

  private final Ticker ticker;
  private final long interval;
  private final long ahead;

  /** When each key has used up nothing again, in the time of the ticker (GCRA). */
  private final Map<ApiKeyId, Long> emptyAt = new ConcurrentHashMap<>();

  private final AtomicInteger cleaning = new AtomicInteger(FIRST_CLEANING);

  /**
   * Creates a rate.
   *
   * @param interval the time after which a key may go on once more
   * @param burst how often a key may go on at once
   */
  public KeyRate(Ticker ticker, Duration interval, int burst) {
    this.ticker = ticker;
    this.interval = interval.toNanos();
    this.ahead = this.interval * (burst - 1);
  }

  /** Returns how long the key must wait; if empty, it goes on, and that counts. */
  public Optional<Duration> waitTime(ApiKeyId key) {
    long now = ticker.nanos();
    long[] wait = new long[1];
    emptyAt.compute(
        key,
        (unused, before) -> {
          long from = before == null || before - now < 0 ? now : before;
          wait[0] = from - now - ahead;
          return wait[0] > 0 ? from : from + interval;
        });
    clean(now);
    return wait[0] > 0 ? Optional.of(Duration.ofNanos(wait[0])) : Optional.empty();
  }

  /** Returns how many keys are not forgotten. */
  int size() {
    return emptyAt.size();
  }

  /** Runs each time that the number of keys has doubled, so it costs little for each call. */
  private void clean(long now) {
    int limit = cleaning.get();
    if (emptyAt.size() >= limit && cleaning.compareAndSet(limit, Integer.MAX_VALUE)) {
      emptyAt.values().removeIf(until -> until - now < 0);
      cleaning.set(Math.max(FIRST_CLEANING, 2 * emptyAt.size()));
    }
  }
}
