package io.claviger.store.jdbc.internal;

import io.claviger.spi.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Sleeps a second in no time, whatever was asked. */
final class SkippingTicker implements Ticker {
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
