package io.claviger.benchmarks.warmcheck;

import java.util.concurrent.atomic.AtomicLong;

/** A key in the cache of {@link FloorKeys}. Its whitelist has 10.0.0.0/24 and 198.51.100.0/24. */
final class FloorKey {
  /** The salt, which is hashed before the secret. */
  final byte[] salt;

  /** The hash of the secret. */
  final byte[] hash;

  final AtomicLong uses = new AtomicLong();

  /** The starts of the segments of the whitelist, sorted, and whether each segment admits. */
  private final long[] starts = {0x0a00_0000L, 0x0a00_0100L, 0xc633_6400L, 0xc633_6500L};

  private final boolean[] admits = {true, false, true, false};

  FloorKey(byte[] salt, byte[] hash) {
    this.salt = salt;
    this.hash = hash;
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
