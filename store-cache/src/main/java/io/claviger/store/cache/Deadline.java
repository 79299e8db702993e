package io.claviger.store.cache;

import io.claviger.Ticker;
import java.time.Duration;

/** When a request stops waiting. */
record Deadline(Ticker ticker, long end) {
  static Deadline in(Duration patience, Ticker ticker) {
    return new Deadline(ticker, ticker.nanos() + patience.toNanos());
  }

  /** Nanoseconds; 0 when it has passed. */
  long remaining() {
    return Math.max(0, end - ticker.nanos());
  }

  boolean hasPassed() {
    return remaining() == 0;
  }
}
