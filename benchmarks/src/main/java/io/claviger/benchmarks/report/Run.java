package io.claviger.benchmarks.report;

import java.time.Duration;
import java.util.List;

/**
 * How it was measured.
 *
 * @param command how it was started
 * @param took how long
 * @param libraries what ours is measured beside, or on, with versions
 */
public record Run(String command, Duration took, List<String> libraries) {
  /** Copies. */
  public Run {
    libraries = List.copyOf(libraries);
  }

  /** How long, for people. */
  String time() {
    return took.toMinutes() + " min " + took.toSecondsPart() + " s";
  }
}
