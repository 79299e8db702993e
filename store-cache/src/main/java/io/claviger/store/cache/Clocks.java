package io.claviger.store.cache;

import io.claviger.spi.Ticker;
import java.time.InstantSource;

/** Both of them, read together. */
record Clocks(Ticker ticker, InstantSource wall) {
  Moment now() {
    return new Moment(ticker.nanos(), wall.millis());
  }
}
