package io.claviger.benchmarks.size;

import io.claviger.benchmarks.report.Measured;

/** What pieces of work took, all of them together. */
final class Spent {
  private final Samples pieces = new Samples();
  private double nanos;
  private long keys;

  void add(long pieceNanos, int pieceKeys) {
    nanos += pieceNanos;
    keys += pieceKeys;
    pieces.add(pieceNanos / (double) pieceKeys);
  }

  /** Divided by so much; the error is that of the pieces. */
  Measured forKey(double unit) {
    return new Measured(nanos / keys / unit, pieces.median(unit).error());
  }
}
