package io.claviger.benchmarks.jmh;

import java.util.concurrent.atomic.AtomicLong;

/** A key in the cache of {@link FloorKeys}. */
final class FloorKey {
  /** The salt, which is hashed before the secret. */
  final byte[] salt;

  /** The hash of the secret. */
  final byte[] hash;

  final AtomicLong uses = new AtomicLong();

  private final long[] starts;
  private final boolean[] admits;

  /** Takes the starts of the segments of the whitelist, sorted, and whether each segment admits. */
  FloorKey(byte[] salt, byte[] hash, long[] starts, boolean[] admits) {
    this.salt = salt;
    this.hash = hash;
    this.starts = starts;
    this.admits = admits;
  }

  /** Finds the segment of the address by binary search. */
  boolean admits(long address) {
    int low = 0;
    int high = starts.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (starts[middle] <= address) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high >= 0 && admits[high];
  }
}
