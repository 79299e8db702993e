package io.claviger.benchmarks.suite;

import java.util.List;

/**
 * The results of JMH for one case, with one number for each iteration. The forks follow one
 * another.
 *
 * @param nanos the time of a call
 * @param bytes the allocation of a call
 */
record Score(List<Double> nanos, List<Double> bytes) {
  /** Copies the lists. */
  Score {
    nanos = List.copyOf(nanos);
    bytes = List.copyOf(bytes);
  }
}
