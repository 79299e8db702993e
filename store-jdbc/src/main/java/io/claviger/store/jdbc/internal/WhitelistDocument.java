package io.claviger.store.jdbc.internal;

import io.claviger.Whitelist;
import io.claviger.WhitelistEntry;
import io.claviger.spi.WhitelistBuilder;
import java.util.StringJoiner;

/**
 * The whitelist of a key as one text: a line each, the block, when it was added, and the revision
 * number that added it.
 */
final class WhitelistDocument {
  private WhitelistDocument() {}

  static String format(Whitelist whitelist) {
    StringJoiner lines = new StringJoiner("\n");
    whitelist.entries().forEach(entry -> lines.add(line(entry)));
    return lines.toString();
  }

  /**
   * Read at each look-up, and may have many lines, so it makes no text that it can do without.
   *
   * @throws IllegalArgumentException if a line has another form
   */
  static Whitelist parse(String document) {
    if (document.isEmpty()) {
      return Whitelist.empty();
    }
    WhitelistBuilder entries = new WhitelistBuilder();
    int from = 0;
    while (from <= document.length()) {
      int newline = document.indexOf('\n', from);
      int end = newline < 0 ? document.length() : newline;
      addLine(document, from, end, entries);
      from = end + 1;
    }
    return entries.build();
  }

  private static void addLine(String document, int from, int end, WhitelistBuilder entries) {
    int createdAt = document.indexOf('\t', from) + 1;
    int addedIn = document.indexOf('\t', createdAt) + 1;
    if (createdAt == 0 || addedIn == 0 || addedIn > end) {
      throw new IllegalArgumentException("a line has fewer than 3 fields");
    }
    entries.add(
        document,
        from,
        createdAt - 1,
        Long.parseLong(document, createdAt, addedIn - 1, 10),
        Long.parseLong(document, addedIn, end, 10));
  }

  private static String line(WhitelistEntry entry) {
    return entry.block() + "\t" + Micros.of(entry.createdAt()) + "\t" + entry.addedIn();
  }
}
