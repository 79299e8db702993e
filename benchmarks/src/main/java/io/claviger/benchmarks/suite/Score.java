package io.claviger.benchmarks.suite;

import java.util.List;

/**
 * What JMH measured of one case: a number for each iteration, in their order, one fork after the
 * other.
 *
 * @param nanos for each call
 * @param bytes allocated for each call
 */
record Score(List<Double> nanos, List<Double> bytes) {
  /** Copies. */
  Score {
    nanos = List.copyOf(nanos);
    bytes = List.copyOf(bytes);
  }
}
