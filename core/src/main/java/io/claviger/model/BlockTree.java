package io.claviger.model;

import static io.claviger.model.BlockSearch.IPV6_WIDTH;

import io.claviger.model.IpAddress.Family;

/**
 * Finds the most specific of many blocks that contains an address. Blocks nest or are disjoint. So
 * the search takes the last block that does not begin after the address, and climbs to the next
 * enclosing block until one contains the address. Immutable.
 */
final class BlockTree {
  private final long[] ipv4;
  private final long[] ipv6;

  /** For each block the index of the smallest one of its family that encloses it, or -1. */
  private final int[] enclosingIpv4;

  private final int[] enclosingIpv6;

  /** Takes blocks in order, in the form of {@link BlockSearch}. */
  BlockTree(long[] ipv4, long[] ipv6) {
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
    this.enclosingIpv4 = new int[ipv4.length];
    for (int i = 0; i < ipv4.length; i++) {
      enclosingIpv4[i] = climb(i - 1, ipv4[i] >>> BlockSearch.PREFIX_BITS);
    }
    this.enclosingIpv6 = new int[ipv6.length / IPV6_WIDTH];
    for (int i = 0; i < enclosingIpv6.length; i++) {
      enclosingIpv6[i] = climb(i - 1, ipv6[i * IPV6_WIDTH], ipv6[i * IPV6_WIDTH + 1]);
    }
  }

  /** Returns the index of the block among those of the address's family, or -1. */
  int find(IpAddress address) {
    return address.family() == Family.IPV4
        ? climb(last(address.low()), address.low())
        : climb(last(address.high(), address.low()), address.high(), address.low());
  }

  private int climb(int from, long address) {
    int at = from;
    while (at >= 0 && !BlockSearch.contains(ipv4[at], address)) {
      at = enclosingIpv4[at];
    }
    return at;
  }

  private int climb(int from, long high, long low) {
    int at = from;
    while (at >= 0 && !BlockSearch.contains(ipv6, at, high, low)) {
      at = enclosingIpv6[at];
    }
    return at;
  }

  /** Returns the index of the last block that does not begin after the address, or -1. */
  private int last(long address) {
    long next = (address + 1) << BlockSearch.PREFIX_BITS;
    int from = 0;
    int to = ipv4.length - 1;
    while (from <= to) {
      int middle = (from + to) >>> 1;
      if (ipv4[middle] < next) {
        from = middle + 1;
      } else {
        to = middle - 1;
      }
    }
    return to;
  }

  private int last(long high, long low) {
    int from = 0;
    int to = enclosingIpv6.length - 1;
    while (from <= to) {
      int middle = (from + to) >>> 1;
      if (beginsAfter(middle * IPV6_WIDTH, high, low)) {
        to = middle - 1;
      } else {
        from = middle + 1;
      }
    }
    return to;
  }

  private boolean beginsAfter(int at, long high, long low) {
    return ipv6[at] == high
        ? Long.compareUnsigned(ipv6[at + 1], low) > 0
        : Long.compareUnsigned(ipv6[at], high) > 0;
  }
}
