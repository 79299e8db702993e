package io.claviger.store.jdbc.internal;

import io.claviger.model.CidrBlock;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistBuilder;
import io.claviger.model.WhitelistEntry;
import java.util.StringJoiner;

/**
 * The whitelist of a key as one text: a line each, the block, when it was added, and the revision
 * number that added it. The last two are left out where they are those of the line before: entries
 * that were added together are mostly beside each other, and to read the same numbers again takes
 * longer than to read the block.
 */
final class WhitelistDocument {
  /** Of a block alone, in characters. */
  private static final int USUAL_LINE = 12;

  /** In characters, as it is printed. */
  private static final int LONGEST_BLOCK = 43;

  private final String document;
  private final WhitelistBuilder entries;

  private WhitelistDocument(String document) {
    this.document = document;
    this.entries = new WhitelistBuilder(1 + document.length() / USUAL_LINE);
  }

  static String format(Whitelist whitelist) {
    StringJoiner lines = new StringJoiner("\n");
    String before = "";
    for (WhitelistEntry entry : whitelist.entries()) {
      String added = "\t" + Micros.of(entry.createdAt()) + "\t" + entry.addedIn();
      lines.add(entry.block() + (added.equals(before) ? "" : added));
      before = added;
    }
    return lines.toString();
  }

  /**
   * Read at each look-up, and may have many lines, so it makes no text that it can do without.
   *
   * @throws IllegalArgumentException if a line has another form
   */
  static Whitelist parse(String document) {
    return document.isEmpty() ? Whitelist.empty() : new WhitelistDocument(document).read();
  }

  private Whitelist read() {
    if (find('\t', 0) >= find('\n', 0)) {
      throw new IllegalArgumentException("the first line has fewer than 3 fields");
    }
    for (int from = 0; from <= document.length(); ) {
      from = readTogether(from);
    }
    return entries.build();
  }

  /** From a line that tells when it was added, to before the next one that does; where that is. */
  private int readTogether(int from) {
    int tab = find('\t', from);
    int second = find('\t', tab + 1);
    int end = find('\n', tab);
    if (second >= end) {
      throw new IllegalArgumentException("a line has 2 fields");
    }
    long createdMicros = Long.parseLong(document, tab + 1, second, 10);
    long addedIn = Long.parseLong(document, second + 1, end, 10);
    add(from, tab, createdMicros, addedIn);
    int endOfLast = endOfLineBefore(find('\t', end));
    if (endOfLast > end) {
      add(end + 1, endOfLast, createdMicros, addedIn);
    }
    return endOfLast + 1;
  }

  /** Blocks from one place to before another, one a line. */
  private void add(int from, int to, long createdMicros, long addedIn) {
    for (int at = from; at <= to; ) {
      int end = endOfLine(at, to);
      long block = PlainBlock.ipv4(document, at, end);
      if (block == PlainBlock.NONE) {
        CidrBlock parsed = CidrBlock.parse(document.substring(at, end));
        entries.add(new WhitelistEntry(parsed, Micros.instant(createdMicros), addedIn));
      } else {
        entries.addIpv4(block >>> 8, (int) (block & 0xff), createdMicros, addedIn);
      }
      at = end + 1;
    }
  }

  /** Searched for in the whole text, which is faster, only where one is near. */
  private int endOfLine(int from, int to) {
    if (to - from > LONGEST_BLOCK) {
      int end = document.indexOf('\n', from);
      return end < 0 || end > to ? to : end;
    }
    int end = from;
    while (end < to && document.charAt(end) != '\n') {
      end++;
    }
    return end;
  }

  /** Of the line before the one with that tab; of the last line where there is no tab. */
  private int endOfLineBefore(int tab) {
    return tab == document.length() ? tab : document.lastIndexOf('\n', tab);
  }

  /** Where the next one is, from there on; the end of the document where there is none. */
  private int find(char character, int from) {
    int at = document.indexOf(character, from);
    return at < 0 ? document.length() : at;
  }
}
