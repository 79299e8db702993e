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
  private record Tables(SegmentTable ipv4, SegmentTable ipv6) {}

  private final List<WhitelistEntry> entries;

  // Compiled at most a few times under a race; each result is immutable and equally good, so no
  // lock and no volatile.
  private @Nullable Tables tables;
  private boolean searched;

  /** From entries in order of block, no block twice. */
  public WhitelistMatcher(List<WhitelistEntry> entries) {
    this.entries = entries;
  }

  /** The index of the most specific entry that contains the address; -1 where none does. */
  public int indexOf(IpAddress address) {
    Tables compiled = tables;
    if (compiled == null) {
      if (!searched && entries instanceof PackedEntries packed) {
        // Of what is read from a database for one request, tables would be made for one look.
        searched = true;
        return packed.find(address);
      }
      compiled = compile();
      tables = compiled;
    }
    SegmentTable table = address.family() == Family.IPV4 ? compiled.ipv4 : compiled.ipv6;
    return table.find(address.high(), address.low());
  }

  private Tables compile() {
    List<CidrBlock> blocks = entries.stream().map(WhitelistEntry::block).toList();
    int ipv4 = 0;
    while (ipv4 < blocks.size() && blocks.get(ipv4).network().family() == Family.IPV4) {
      ipv4++;
    }
    return new Tables(
        SegmentTable.of(blocks.subList(0, ipv4), 0),
        SegmentTable.of(blocks.subList(ipv4, blocks.size()), ipv4));
  }
}
