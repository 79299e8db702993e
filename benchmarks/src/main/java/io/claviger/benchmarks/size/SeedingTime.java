package io.claviger.benchmarks.size;

import io.claviger.benchmarks.report.Measured;
import io.claviger.benchmarks.report.Sample;
import java.util.ArrayList;
import java.util.List;

/** The time that one writer took for all its pieces. */
final class SeedingTime {
  private final List<Double> pieces = new ArrayList<>();
  private double micros;
  private long keys;

  void add(double pieceMicros, int pieceKeys) {
    micros += pieceMicros;
    keys += pieceKeys;
    pieces.add(pieceMicros / pieceKeys);
  }

  /** Returns the microseconds for each key. The error comes from the differences between pieces. */
  Measured forKey() {
    return new Measured(micros / keys, new Sample(pieces).median().error());
  }
}
