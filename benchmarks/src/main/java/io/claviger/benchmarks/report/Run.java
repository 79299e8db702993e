package io.claviger.benchmarks.report;

import java.time.Duration;
import java.util.List;

/**
 * A run of the benchmarks.
 *
 * @param command the command line
 * @param libraries the measured libraries, with versions
 */
public record Run(String command, Duration took, List<String> libraries) {
  /** Copies the list. */
  public Run {
    libraries = List.copyOf(libraries);
  }

  /** Returns the time that the run took, as text. */
  String time() {
    return took.toMinutes() + " min " + took.toSecondsPart() + " s";
  }
}
