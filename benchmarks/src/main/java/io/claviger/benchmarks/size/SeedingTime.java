package io.claviger.benchmarks.size;

import io.claviger.benchmarks.report.Measured;
import io.claviger.benchmarks.report.Sample;
import java.util.ArrayList;
import java.util.List;

/** What pieces of work took, all of them together. */
final class SeedingTime {
  private final List<Double> pieces = new ArrayList<>();
  private double micros;
  private long keys;

  void add(double pieceMicros, int pieceKeys) {
    micros += pieceMicros;
    keys += pieceKeys;
    pieces.add(pieceMicros / pieceKeys);
  }

  /** For a key, in microseconds; the error is that of the pieces. */
  Measured forKey() {
    return new Measured(micros / keys, new Sample(pieces).median().error());
  }
}
