package io.claviger.internal.value;

import io.claviger.CidrBlock;
import io.claviger.IpAddress;
import io.claviger.IpAddress.Family;
import io.claviger.WhitelistEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entry for an address: by one table of segments per family, compiled when it pays.
 * Thread-safe.
 */
public final class WhitelistMatcher {
  private final List<WhitelistEntry> entries;

  // Compiled at most a few times under a race; each result is immutable and equally good, so no
  // lock and no volatile.
  private @Nullable SegmentTable ipv4;
  private @Nullable SegmentTable ipv6;
  private boolean searched;

  /** From entries in order of block, no block twice. */
  public WhitelistMatcher(List<WhitelistEntry> entries) {
    this.entries = entries;
  }

  /** The index of the most specific entry that contains the address; -1 where none does. */
  public int indexOf(IpAddress address) {
    SegmentTable table = address.family() == Family.IPV4 ? ipv4 : ipv6;
    if (table == null) {
      if (!searched && entries instanceof PackedEntries packed) {
        // Of what is read from a database for one request, tables would be made for one look.
        searched = true;
        return packed.find(address);
      }
      table = compile(address.family());
    }
    return table.find(address.high(), address.low());
  }

  private SegmentTable compile(Family family) {
    List<CidrBlock> blocks = entries.stream().map(WhitelistEntry::block).toList();
    int first = 0;
    while (first < blocks.size() && blocks.get(first).network().family() == Family.IPV4) {
      first++;
    }
    SegmentTable before = SegmentTable.of(blocks.subList(0, first), 0);
    SegmentTable behind = SegmentTable.of(blocks.subList(first, blocks.size()), first);
    ipv4 = before;
    ipv6 = behind;
    return family == Family.IPV4 ? before : behind;
  }
}
