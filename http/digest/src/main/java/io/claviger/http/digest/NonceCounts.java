package io.claviger.http.digest;

import io.claviger.http.digest.ReplayWindow.Verdict;
import java.util.Arrays;

/**
 * The set of counts with which a nonce was used. It is a sorted array, since most nonces have one
 * count, and further counts usually rise. A count of 32 bits is kept as an int whose sign means
 * nothing.
 */
final class NonceCounts {
  private int[] counts = new int[1];
  private int size;

  Verdict add(long count, int maxCounts) {
    int place = Arrays.binarySearch(counts, 0, size, (int) count);
    if (place >= 0) {
      return Verdict.REPEATED;
    }
    if (size >= maxCounts) {
      return Verdict.USED_UP;
    }
    insert(-place - 1, (int) count);
    return Verdict.FIRST;
  }

  int size() {
    return size;
  }

  private void insert(int place, int count) {
    if (size == counts.length) {
      counts = Arrays.copyOf(counts, size * 2);
    }
    System.arraycopy(counts, place, counts, place + 1, size - place);
    counts[place] = count;
    size++;
  }
}
