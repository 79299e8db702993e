package io.claviger.atlas.conformance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that stands still until a row moves it. */
final class SteppedClock implements InstantSource {
  /** When every row begins. */
  static final Instant START = Instant.parse("2031-05-06T07:08:09.123456Z");

  private volatile Instant now = START;

  @Override
  public Instant instant() {
    return now;
  }

  void reset() {
    now = START;
  }

  void set(Instant newNow) {
    now = newNow;
  }

  void advance(Duration step) {
    now = now.plus(step);
  }
}
