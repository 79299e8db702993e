package io.claviger.internal.value;

import io.claviger.IpAddress;
import io.claviger.IpAddress.Family;
import io.claviger.WhitelistEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compiled whitelist: one table of segments per family. Immutable. */
public final class WhitelistMatcher {
  private final SegmentTable ipv4;
  private final SegmentTable ipv6;

  private WhitelistMatcher(SegmentTable ipv4, SegmentTable ipv6) {
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
  }

  /** From entries in order of block, no block twice. */
  public static WhitelistMatcher compile(List<WhitelistEntry> entries) {
    return new WhitelistMatcher(table(entries, Family.IPV4), table(entries, Family.IPV6));
  }

  /** The most specific entry that contains the address. */
  public @Nullable WhitelistEntry match(IpAddress address) {
    SegmentTable table = address.family() == Family.IPV4 ? ipv4 : ipv6;
    return table.find(address.high(), address.low());
  }

  private static SegmentTable table(List<WhitelistEntry> entries, Family family) {
    return SegmentTable.of(
        entries.stream().filter(entry -> entry.block().network().family() == family).toList());
  }
}
