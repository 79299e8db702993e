package io.claviger.atlas.monitoring;

import io.claviger.spi.Ticker;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Knows whether the store answers. A thread in the background asks the store regularly, so a
 * request for the health never waits for it, and strangers cannot cause reads. Thread-safe.
 */
public final class Health {
  /** How often {@link #probe} should be called. */
  public static final Duration INTERVAL = Duration.ofSeconds(1);

  /** An older answer does not count: the probe waits for a store that hangs. */
  private static final long MAX_NANOS = Duration.ofSeconds(5).toNanos();

  private final BooleanSupplier reachable;
  private final Ticker ticker;
  private volatile Answer last;

  private record Answer(boolean reachable, long nanos) {}

  /** Creates the health of a store that has just answered. */
  public Health(BooleanSupplier reachable, Ticker ticker) {
    this.reachable = reachable;
    this.ticker = ticker;
    this.last = new Answer(true, ticker.nanos());
  }

  /** Asks the store, and waits for its answer. */
  public void probe() {
    boolean answered = reachable.getAsBoolean();
    last = new Answer(answered, ticker.nanos());
  }

  /** Returns whether the last response was good, and at most 5 seconds ago. */
  boolean isHealthy() {
    Answer answer = last;
    return answer.reachable() && ticker.nanos() - answer.nanos() <= MAX_NANOS;
  }
}
