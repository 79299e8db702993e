package io.claviger.store.tck;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is told otherwise; it may also be set back. Thread-safe. */
public final class SettableClock implements InstantSource {
  private final AtomicReference<Instant> now;

  /** Stands at this instant. */
  public SettableClock(Instant start) {
    this.now = new AtomicReference<>(start);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Stands at this instant from now on. */
  public void set(Instant instant) {
    now.set(instant);
  }

  /** Moves on by this much; back, if it is negative. */
  public void advance(Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
  }
}
