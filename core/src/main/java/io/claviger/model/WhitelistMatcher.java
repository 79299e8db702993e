package io.claviger.model;

import io.claviger.model.IpAddress.Family;
import java.util.List;

/**
 * Finds the block of an address among many, with one table of segments for each family. Immutable.
 */
final class WhitelistMatcher {
  private final SegmentTable ipv4;
  private final SegmentTable ipv6;

  /**
   * Takes blocks in order and without duplicates.
   *
   * @param ofIpv4 how many of them are IPv4
   */
  public WhitelistMatcher(List<CidrBlock> blocks, int ofIpv4) {
    this.ipv4 = SegmentTable.of(blocks.subList(0, ofIpv4), 0);
    this.ipv6 = SegmentTable.of(blocks.subList(ofIpv4, blocks.size()), ofIpv4);
  }

  /**
   * Returns the index of the most specific block that contains the address; -1 if no block does.
   */
  public int indexOf(IpAddress address) {
    SegmentTable table = address.family() == Family.IPV4 ? ipv4 : ipv6;
    return table.find(address.high(), address.low());
  }
}
