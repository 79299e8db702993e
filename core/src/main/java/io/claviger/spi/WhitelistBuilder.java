package io.claviger.spi;

import io.claviger.CidrBlock;
import io.claviger.ErrorCode;
import io.claviger.InvalidValue;
import io.claviger.Whitelist;
import io.claviger.WhitelistEntry;
import io.claviger.internal.value.EntryPacker;
import io.claviger.internal.value.PlainBlock;
import io.claviger.internal.value.Timestamps;
import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes a whitelist of what a store keeps as text, and no value for each entry: a request looks at
 * few of them, and there may be thousands. For one whitelist; not thread-safe.
 */
public final class WhitelistBuilder {
  private static final int USUAL = 4;

  /** In characters, as it is printed. */
  private static final int LONGEST_BLOCK = 43;

  /** It grows where more are added. */
  private static final int MOST_ROOM = 10_000;

  /** Null once it has built. */
  private @Nullable EntryPacker packer;

  /** Without entries. */
  public WhitelistBuilder() {
    this(USUAL);
  }

  /**
   * Without entries, and with room for about so many, which saves time where there are more than a
   * few.
   *
   * @throws InvalidValue for a negative number
   */
  public WhitelistBuilder(int room) {
    if (room < 0) {
      throw InvalidValue.of(
          ErrorCode.INVALID_ATTRIBUTE,
          "room for entries",
          Integer.toString(room),
          "must be 0 or more");
    }
    this.packer = new EntryPacker(Math.min(room, MOST_ROOM));
  }

  /**
   * Adds entries that were added at the same time; those that come in order of block, IPv4 first,
   * cost less.
   *
   * @param text has the blocks from one place to before another, one or more, as {@link
   *     CidrBlock#parse(String)} reads them, with a line feed between two and none behind the last
   * @param createdMicros microseconds since 1970
   * @param addedIn the number of the revision that added them
   * @throws InvalidValue for another text, or a time out of range; what is before it is added
   * @throws IndexOutOfBoundsException for a place that is not in the text, nor at its end, or if
   *     the first is behind the second
   * @throws IllegalStateException after {@link #build}
   */
  public void add(String text, int from, int to, long createdMicros, long addedIn) {
    Objects.checkFromToIndex(from, to, text.length());
    EntryPacker entries = packer();
    boolean inRange = Timestamps.isInRange(createdMicros);
    for (int at = from; at <= to; ) {
      int end = endOfLine(text, at, to);
      long block = inRange ? PlainBlock.ipv4(text, at, end) : PlainBlock.NONE;
      if (block == PlainBlock.NONE) {
        CidrBlock parsed = CidrBlock.parse(text.substring(at, end));
        entries.add(new WhitelistEntry(parsed, Timestamps.ofMicros(createdMicros), addedIn));
      } else {
        entries.addIpv4(block, createdMicros, addedIn);
      }
      at = end + 1;
    }
  }

  /** Searched for in the whole text, which is faster, only where one is near. */
  private static int endOfLine(String text, int from, int to) {
    if (to - from > LONGEST_BLOCK) {
      int end = text.indexOf('\n', from);
      return end < 0 || end > to ? to : end;
    }
    int end = from;
    while (end < to && text.charAt(end) != '\n') {
      end++;
    }
    return end;
  }

  /**
   * The whitelist of those entries; to be called once.
   *
   * @throws InvalidValue if a block comes twice
   * @throws IllegalStateException if it was called before
   */
  public Whitelist build() {
    EntryPacker entries = packer();
    packer = null;
    return entries.isInOrder()
        ? Whitelist.of(entries.entries())
        : Whitelist.of(new ArrayList<>(entries.entries()));
  }

  private EntryPacker packer() {
    if (packer == null) {
      throw new IllegalStateException("a whitelist was built already; take another builder");
    }
    return packer;
  }
}
