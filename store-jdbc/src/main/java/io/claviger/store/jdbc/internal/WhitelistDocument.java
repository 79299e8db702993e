package io.claviger.store.jdbc.internal;

import io.claviger.CidrBlock;
import io.claviger.Whitelist;
import io.claviger.WhitelistEntry;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The whitelist of a key as one text: a line each, the block, when it was added, and the revision
 * number that added it.
 */
final class WhitelistDocument {
  private WhitelistDocument() {}

  static String format(Whitelist whitelist) {
    return whitelist.entries().stream()
        .map(WhitelistDocument::line)
        .collect(Collectors.joining("\n"));
  }

  static Whitelist parse(String document) {
    List<String[]> lines = Lines.of(document, 3, 3);
    return Whitelist.of(lines.stream().map(WhitelistDocument::entry).toList());
  }

  private static String line(WhitelistEntry entry) {
    return entry.block() + "\t" + Micros.of(entry.createdAt()) + "\t" + entry.addedIn();
  }

  private static WhitelistEntry entry(String[] fields) {
    return new WhitelistEntry(
        CidrBlock.parse(fields[0]),
        Micros.instant(Long.parseLong(fields[1])),
        Long.parseLong(fields[2]));
  }
}
