package io.claviger.benchmarks.report;

import java.time.Duration;

/** Prints the progress of a run to standard error. */
public final class Progress {
  private final long began = System.nanoTime();

  /** Returns the time since the start. */
  public Duration since() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Prints one line after the time since the start. */
  public void say(String line) {
    Duration since = since();
    System.err.printf("%3d:%02d  %s%n", since.toMinutes(), since.toSecondsPart(), line);
  }
}
