package io.claviger.test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test sets and moves, also backwards. Thread-safe. */
public final class SettableClock implements InstantSource {
  private final AtomicReference<Instant> now;

  /** Creates a clock that stands at this instant. */
  public SettableClock(Instant start) {
    this.now = new AtomicReference<>(start);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Sets the clock to this instant. */
  public void set(Instant instant) {
    now.set(instant);
  }

  /** Moves the clock by this duration; a negative one moves it back. */
  public void advance(Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
  }
}
