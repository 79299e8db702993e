package io.claviger.benchmarks.report;

import java.time.Duration;

/** Tells on standard error what goes on, so that nobody waits in the dark. */
public final class Progress {
  private final long began = System.nanoTime();

  /** The time since the beginning. */
  public Duration since() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** One line, with the time since the beginning before it. */
  public void say(String line) {
    Duration since = since();
    System.err.printf("%3d:%02d  %s%n", since.toMinutes(), since.toSecondsPart(), line);
  }
}
