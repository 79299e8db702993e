package io.claviger.store.jdbc.internal;

import io.claviger.Whitelist;
import io.claviger.WhitelistEntry;
import io.claviger.spi.WhitelistBuilder;
import java.util.StringJoiner;

/**
 * The whitelist of a key as one text: a line each, the block, when it was added, and the revision
 * number that added it. The last two are left out where they are those of the line before: entries
 * that were added together are mostly beside each other, and to read the same numbers again takes
 * longer than to read the block.
 */
final class WhitelistDocument {
  private static final int NOWHERE = Integer.MAX_VALUE;

  /** Of a block alone, in characters. */
  private static final int USUAL_LINE = 12;

  private final String document;
  private final WhitelistBuilder entries;

  /** Where the next one is, at the present line or behind. */
  private int tab;

  private long createdMicros;
  private long addedIn;

  private WhitelistDocument(String document) {
    this.document = document;
    this.entries = new WhitelistBuilder(1 + document.length() / USUAL_LINE);
    this.tab = find('\t', 0);
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
    if (tab > endOfLine(0)) {
      throw new IllegalArgumentException("the first line has fewer than 3 fields");
    }
    for (int from = 0; from <= document.length(); ) {
      int end = endOfLine(from);
      int endOfBlock = Math.min(tab, end);
      if (tab < end) {
        readAdded(end);
      }
      entries.add(document, from, endOfBlock, createdMicros, addedIn);
      from = end + 1;
    }
    return entries.build();
  }

  /** From the tab to the end of the line. */
  private void readAdded(int end) {
    int second = find('\t', tab + 1);
    if (second >= end) {
      throw new IllegalArgumentException("a line has 2 fields");
    }
    createdMicros = Long.parseLong(document, tab + 1, second, 10);
    addedIn = Long.parseLong(document, second + 1, end, 10);
    tab = find('\t', end);
  }

  private int endOfLine(int from) {
    return Math.min(find('\n', from), document.length());
  }

  private int find(char character, int from) {
    int at = document.indexOf(character, from);
    return at < 0 ? NOWHERE : at;
  }
}
