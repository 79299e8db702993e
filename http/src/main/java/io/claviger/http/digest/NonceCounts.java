package io.claviger.http.digest;

import io.claviger.http.digest.ReplayWindow.Verdict;
import java.util.Arrays;

/**
 * The counts with which a nonce was used: a set in a sorted array, as most have one, and others
 * rise. A count of 32 bits is an int here, its sign means nothing.
 */
final class NonceCounts {
  private int[] counts = new int[1];
  private int size;

  Verdict add(long count, int most) {
    int place = Arrays.binarySearch(counts, 0, size, (int) count);
    if (place >= 0) {
      return Verdict.REPEATED;
    }
    if (size >= most) {
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
