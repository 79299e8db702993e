package io.claviger.store.cache;

import io.claviger.spi.Ticker;
import java.time.InstantSource;

/** The two clocks, which are read together. */
record Clocks(Ticker ticker, InstantSource wall) {
  Moment now() {
    return new Moment(ticker.nanos(), wall.millis());
  }
}
