package io.claviger.store.jdbc.internal.table;

import io.claviger.internal.bridge.InternalAccess;
import io.claviger.internal.bridge.WhitelistParser;
import io.claviger.internal.time.Micros;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import java.util.StringJoiner;

/**
 * The whitelist of a key as one text. Each line has the block, when it was added, and the revision
 * number that added it. The last two are left out if they equal those of the line before. Entries
 * that were added together are mostly neighbours, and reading the same numbers again takes longer
 * than reading the block.
 */
final class WhitelistDocument {
  private WhitelistDocument() {}

  static String format(Whitelist whitelist) {
    StringJoiner lines = new StringJoiner("\n");
    String before = "";
    for (WhitelistEntry entry : whitelist.entries()) {
      String added = "\t" + Micros.toMicros(entry.createdAt()) + "\t" + entry.addedIn();
      lines.add(entry.block() + (added.equals(before) ? "" : added));
      before = added;
    }
    return lines.toString();
  }

  /**
   * Parses the text. Each lookup does, and it may have many lines, so it makes no text without
   * need.
   *
   * @throws IllegalArgumentException if a line has another form
   */
  static Whitelist parse(String document) {
    if (document.isEmpty()) {
      return Whitelist.empty();
    }
    WhitelistParser<Whitelist> parser = InternalAccess.parser(Whitelist.class);
    long createdMicros = 0;
    long addedIn = 0;
    int tab = find('\t', document, 0);
    require(tab < find('\n', document, 0));
    for (int from = 0; from <= document.length(); ) {
      int end = find('\n', document, from);
      int endOfBlock = Math.min(tab, end);
      if (tab < end) {
        int second = find('\t', document, tab + 1);
        require(second < end);
        createdMicros = Long.parseLong(document, tab + 1, second, 10);
        addedIn = Long.parseLong(document, second + 1, end, 10);
        tab = find('\t', document, end);
      }
      parser.add(document, from, endOfBlock, createdMicros, addedIn);
      from = end + 1;
    }
    return parser.build();
  }

  private static void require(boolean allFields) {
    if (!allFields) {
      throw new IllegalArgumentException("a line has fewer than 3 fields");
    }
  }

  /** Returns where the character comes next; the end of the document if it does not. */
  private static int find(char character, String document, int from) {
    int at = document.indexOf(character, from);
    return at < 0 ? document.length() : at;
  }
}
