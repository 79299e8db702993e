package io.claviger.examples.recipes;

import io.github.bucket4j.TimeMeter;

/** The time of a limiter, which a test moves. */
final class Time implements TimeMeter {
  long nanos;

  @Override
  public long currentTimeNanos() {
    return nanos;
  }

  @Override
  public boolean isWallClockBased() {
    return false;
  }
}
