package io.claviger.internal.value;

import java.util.Arrays;

/** Packs when entries were added, for {@link PackedAdditions} to read. */
final class AdditionPacker {
  private static final int FIELDS = 3;

  /** Of each run the index of its first entry, the microseconds, the revision. */
  private long[] runs = new long[FIELDS];

  private int size;

  /** The entry of that index, which comes behind all others so far, was added then. */
  void add(int index, long createdMicros, long addedIn) {
    if (size > 0 && runs[size - 2] == createdMicros && runs[size - 1] == addedIn) {
      return;
    }
    if (size == runs.length) {
      runs = Arrays.copyOf(runs, 2 * size);
    }
    runs[size++] = index;
    runs[size++] = createdMicros;
    runs[size++] = addedIn;
  }

  /** What the other one has, whose first entry has this index here. */
  void addAll(AdditionPacker other, int firstIndex) {
    for (int at = 0; at < other.size; at += FIELDS) {
      add(firstIndex + (int) other.runs[at], other.runs[at + 1], other.runs[at + 2]);
    }
  }

  /** The number of runs. */
  int count() {
    return size / FIELDS;
  }

  void write(PackedWriter out) {
    for (int at = 0; at < size; at += FIELDS) {
      out.putInt((int) runs[at]);
      out.putLong(runs[at + 1]);
      out.putLong(runs[at + 2]);
    }
  }
}
