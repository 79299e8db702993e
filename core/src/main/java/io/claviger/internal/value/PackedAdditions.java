package io.claviger.internal.value;

import io.claviger.CidrBlock;
import io.claviger.WhitelistEntry;

/**
 * When the entries of a whitelist were added, in bytes: for each run of entries that were added
 * together the index of its first, the microseconds, the revision.
 */
final class PackedAdditions {
  static final int SIZE = Integer.BYTES + 2 * Long.BYTES;

  private final byte[] bytes;
  private final int from;
  private final int count;

  /** So many, which were written there; the first begins with the first entry. */
  PackedAdditions(byte[] bytes, int from, int count) {
    this.bytes = bytes;
    this.from = from;
    this.count = count;
  }

  /** The entry of that index, which has this block. */
  WhitelistEntry entry(int index, CidrBlock block) {
    int at = at(find(index)) + Integer.BYTES;
    return new WhitelistEntry(
        block,
        Timestamps.ofMicros(PackedNumbers.whole(bytes, at)),
        PackedNumbers.whole(bytes, at + Long.BYTES));
  }

  /** The last run that begins at that entry or before. */
  private int find(int index) {
    int low = 0;
    int high = count - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (PackedNumbers.integer(bytes, at(middle)) <= index) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private int at(int run) {
    return from + run * SIZE;
  }

  /** Where they end. */
  int end() {
    return at(count);
  }
}
