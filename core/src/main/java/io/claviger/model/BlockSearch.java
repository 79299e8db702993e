package io.claviger.model;

/**
 * Finds the most specific of a few blocks that contains an address. If two blocks contain it, the
 * more specific one comes later, so the search goes one by one from the end.
 *
 * <p>An IPv4 block is one number: the network shifted left by eight bits, and the prefix length. An
 * IPv6 block is three numbers: the two halves of the network, and the prefix length.
 */
final class BlockSearch {
  /** The count of numbers for an IPv6 block. */
  public static final int IPV6_WIDTH = 3;

  static final int PREFIX_BITS = 8;

  private BlockSearch() {}

  /** Returns the index of the block, or -1 if there is none. */
  public static int ipv4(long[] blocks, long address) {
    for (int i = blocks.length - 1; i >= 0; i--) {
      if (contains(blocks[i], address)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns the index of the block, or -1 if there is none. */
  public static int ipv6(long[] blocks, long high, long low) {
    for (int i = blocks.length / IPV6_WIDTH - 1; i >= 0; i--) {
      if (contains(blocks, i, high, low)) {
        return i;
      }
    }
    return -1;
  }

  /** Checks whether this IPv4 block contains the address. */
  static boolean contains(long block, long address) {
    return ((block >>> PREFIX_BITS) ^ address) >>> (Integer.SIZE - (int) (block & 0xff)) == 0;
  }

  /** Checks whether the IPv6 block at this index contains the address. */
  static boolean contains(long[] blocks, int index, long high, long low) {
    int at = index * IPV6_WIDTH;
    int prefix = (int) blocks[at + 2];
    return prefix <= Long.SIZE
        ? agree(blocks[at], high, prefix)
        : blocks[at] == high && agree(blocks[at + 1], low, prefix - Long.SIZE);
  }

  /** Checks whether the first bits are equal. */
  private static boolean agree(long one, long other, int bits) {
    return bits == 0 || (one ^ other) >>> (Long.SIZE - bits) == 0;
  }
}
