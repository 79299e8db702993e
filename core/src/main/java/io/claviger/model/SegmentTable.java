package io.claviger.model;

import io.claviger.model.IpAddress.Family;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * All addresses of one family, cut into segments. Each segment has the index of the most specific
 * entry that covers it. CIDR blocks nest or are disjoint, so one sweep over the blocks in order of
 * their first address, with a stack of the open blocks, makes the table. From n blocks come at most
 * 2n + 1 segments.
 */
final class SegmentTable {
  private static final long[] ALL_ZERO = new long[0];
  private static final SegmentTable EMPTY = new SegmentTable(List.of());

  /** A linear search is faster up to this size, as measured. */
  private static final int FEW = 8;

  /** The index if there is no entry. */
  static final int NONE = -1;

  // Parallel arrays: a segment starts at (high, low) and ends where the next one starts. The
  // numbers are unsigned and kept with the highest bit inverted, so that a signed comparison orders
  // them correctly. The upper halves of IPv4 addresses are all zero, and are not kept.
  private final long[] high;
  private final long[] low;
  private final int[] entry;

  private SegmentTable(List<Segment> segments) {
    int count = segments.size();
    high = segments.stream().allMatch(segment -> segment.high == 0) ? ALL_ZERO : new long[count];
    low = new long[count];
    entry = new int[count];
    for (int i = 0; i < count; i++) {
      if (high != ALL_ZERO) {
        high[i] = ordered(segments.get(i).high);
      }
      low[i] = ordered(segments.get(i).low);
      entry[i] = segments.get(i).entry;
    }
  }

  private static long ordered(long unsigned) {
    return unsigned ^ Long.MIN_VALUE;
  }

  /**
   * Returns the table of blocks of one family, which are in order; the first one has this index.
   */
  static SegmentTable of(List<CidrBlock> blocks, int firstIndex) {
    if (blocks.isEmpty()) {
      return EMPTY;
    }
    Sweep sweep = new Sweep();
    for (int i = 0; i < blocks.size(); i++) {
      sweep.open(new Numbered(blocks.get(i), firstIndex + i));
    }
    return new SegmentTable(sweep.finish());
  }

  /**
   * Returns the index of the entry in the segment of this address, or {@link #NONE} if no block
   * covers it.
   */
  int find(long addressHigh, long addressLow) {
    int to =
        high == ALL_ZERO
            ? findLow(addressHigh, ordered(addressLow))
            : findBoth(ordered(addressHigh), ordered(addressLow));
    return to < 0 ? NONE : entry[to];
  }

  /**
   * If all upper halves in the table are zero, an address with another upper half comes after all
   * of them.
   */
  private int findLow(long addressHigh, long addressLow) {
    if (addressHigh != 0) {
      return low.length - 1;
    }
    return low.length <= FEW ? findAmongFew(addressLow) : findAmongMany(addressLow);
  }

  /**
   * A linear search, since a processor predicts its branches better than those of a binary search.
   */
  private int findAmongFew(long addressLow) {
    int at = low.length - 1;
    while (at >= 0 && low[at] > addressLow) {
      at--;
    }
    return at;
  }

  private int findAmongMany(long addressLow) {
    int found = Arrays.binarySearch(low, addressLow);
    return found >= 0 ? found : -found - 2;
  }

  private int findBoth(long addressHigh, long addressLow) {
    int from = 0;
    int to = high.length - 1;
    while (from <= to) {
      int middle = (from + to) >>> 1;
      if (compare(high[middle], low[middle], addressHigh, addressLow) <= 0) {
        from = middle + 1;
      } else {
        to = middle - 1;
      }
    }
    return to;
  }

  private static int compare(long high1, long low1, long high2, long low2) {
    return high1 == high2 ? Long.compare(low1, low2) : Long.compare(high1, high2);
  }

  private record Segment(long high, long low, int entry) {}

  private record Numbered(CidrBlock block, int index) {}

  private static final class Sweep {
    private final List<Segment> segments = new ArrayList<>();
    private final Deque<Numbered> open = new ArrayDeque<>();

    void open(Numbered entry) {
      closeUntilCovering(entry.block());
      IpAddress start = entry.block().network();
      add(start.high(), start.low(), entry.index());
      open.push(entry);
    }

    List<Segment> finish() {
      while (!open.isEmpty()) {
        close();
      }
      return segments;
    }

    private void closeUntilCovering(CidrBlock block) {
      while (!open.isEmpty() && !open.peek().block().contains(block)) {
        close();
      }
    }

    /**
     * Ends the innermost block. After its last address the surrounding block continues, unless this
     * is the last address of the family.
     */
    private void close() {
      CidrBlock block = open.pop().block();
      Family family = block.network().family();
      PrefixMask mask = PrefixMask.of(family, block.prefixLength());
      long ones = family == Family.IPV4 ? 0xffff_ffffL : -1L;
      long lastLow = block.network().low() | (~mask.low() & ones);
      long lastHigh = family == Family.IPV4 ? 0 : block.network().high() | ~mask.high();
      boolean endOfLine = lastLow == ones && (family == Family.IPV4 || lastHigh == -1L);
      if (!endOfLine) {
        long nextLow = lastLow + 1;
        Numbered around = open.peek();
        add(
            nextLow == 0 ? lastHigh + 1 : lastHigh,
            nextLow,
            around == null ? NONE : around.index());
      }
    }

    /**
     * Adds a segment. It replaces a last segment that starts at the same address, which happens for
     * a narrower block, or at the end of several.
     */
    private void add(long high, long low, int entry) {
      int last = segments.size() - 1;
      if (last >= 0 && segments.get(last).high == high && segments.get(last).low == low) {
        segments.set(last, new Segment(high, low, entry));
      } else {
        segments.add(new Segment(high, low, entry));
      }
    }
  }
}
