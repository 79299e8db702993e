package io.claviger.internal;

import io.claviger.spi.Ticker;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only while somebody sleeps, or as a test says. */
public final class FakeTicker implements Ticker {
  public final List<Long> naps = new ArrayList<>();
  private long now = Long.MAX_VALUE - 1000; // wraps round, as System.nanoTime may

  public void pass(long nanos) {
    now += nanos;
  }

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public void sleep(long nanos) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    naps.add(nanos);
    now += nanos;
  }
}
