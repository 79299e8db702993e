package io.claviger.benchmarks.jmh;

import java.util.concurrent.atomic.AtomicLong;

/** What the floor keeps of a key. */
final class FloorKey {
  /** Hashed before the secret. */
  final byte[] salt;

  /** Of the secret. */
  final byte[] hash;

  final AtomicLong uses = new AtomicLong();

  private final long[] starts;
  private final boolean[] admits;

  /** With the starts of the segments of its whitelist, in order, and which of them admit. */
  FloorKey(byte[] salt, byte[] hash, long[] starts, boolean[] admits) {
    this.salt = salt;
    this.hash = hash;
    this.starts = starts;
    this.admits = admits;
  }

  /** Binary search for the last segment that starts at the address or before. */
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
