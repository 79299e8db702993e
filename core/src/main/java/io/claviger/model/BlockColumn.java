package io.claviger.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of one address family as numbers, while a whitelist is built. It also keeps when each
 * block was added: one value for all blocks as long as they have the same one.
 */
final class BlockColumn {
  private static final int ADDITION = 2;

  /** The count of numbers for each block. */
  private final int width;

  private long[] numbers;
  private int count;
  private long micros;
  private long addedIn;
  private long @Nullable [] additions;

  BlockColumn(int width) {
    this.width = width;
    this.numbers = new long[0];
  }

  /** Makes room for the numbers of one more block, and returns the index of the first. */
  int more(long itsMicros, long itsAddedIn) {
    int at = count * width;
    if (at == numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(4 * width, 2 * at));
    }
    if (count == 0) {
      micros = itsMicros;
      addedIn = itsAddedIn;
    } else if (additions != null || itsMicros != micros || itsAddedIn != addedIn) {
      addApart(itsMicros, itsAddedIn);
    }
    count++;
    return at;
  }

  private void addApart(long itsMicros, long itsAddedIn) {
    int at = count * ADDITION;
    long[] all = additions == null ? additionOfEach() : additions;
    additions = at < all.length ? all : Arrays.copyOf(all, 2 * at);
    additions[at] = itsMicros;
    additions[at + 1] = itsAddedIn;
  }

  private long[] additionOfEach() {
    long[] all = new long[count * ADDITION];
    for (int i = 0; i < all.length; i += ADDITION) {
      all[i] = micros;
      all[i + 1] = addedIn;
    }
    return all;
  }

  void set(int at, long number) {
    numbers[at] = number;
  }

  int count() {
    return count;
  }

  long[] numbers() {
    return numbers.length == count * width ? numbers : Arrays.copyOf(numbers, count * width);
  }

  long micros() {
    return micros;
  }

  long addedIn() {
    return addedIn;
  }

  /** Checks whether all blocks of both columns were added together. */
  boolean isTogetherWith(BlockColumn other) {
    boolean each = additions == null && other.additions == null;
    boolean both = count > 0 && other.count > 0;
    return each && (!both || (micros == other.micros && addedIn == other.addedIn));
  }

  /**
   * Returns when each block of this column, and then of the other one, was added: microseconds and
   * revision.
   */
  long[] additionsWith(BlockColumn other) {
    long[] own = additions == null ? additionOfEach() : additions;
    long[] others = other.additions == null ? other.additionOfEach() : other.additions;
    long[] all = Arrays.copyOf(own, (count + other.count) * ADDITION);
    System.arraycopy(others, 0, all, count * ADDITION, other.count * ADDITION);
    return all;
  }
}
