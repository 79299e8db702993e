package io.claviger.spi;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TickerTest {
  @Test
  void anInterruptEndsAWaitOfAnyLength() {
    for (long nanos : new long[] {Long.MIN_VALUE, 0, 1, Long.MAX_VALUE}) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, () -> Ticker.system().sleep(nanos));
      assertFalse(Thread.currentThread().isInterrupted());
    }
  }
}
