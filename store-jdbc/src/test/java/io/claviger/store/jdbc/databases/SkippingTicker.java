package io.claviger.store.jdbc.databases;

import io.claviger.spi.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Advances by a second for each sleep, and returns at once. */
public final class SkippingTicker implements Ticker {
  private final AtomicLong nanos = new AtomicLong();

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public void sleep(long ignored) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
  }
}
