package io.claviger.model;

/**
 * Finds the most specific of a few blocks that has an address: one by one and from the end, since
 * of blocks that have an address in common the more specific one comes later. An IPv4 block is one
 * number, the network eight bits to the left and the prefix length; an IPv6 block is three, the
 * halves of the network and the prefix length.
 */
final class BlockSearch {
  /** The numbers of an IPv6 block. */
  public static final int IPV6_WIDTH = 3;

  private static final int PREFIX_BITS = 8;

  private BlockSearch() {}

  /** The index of the block; -1 where there is none. */
  public static int ipv4(long[] blocks, long address) {
    for (int i = blocks.length - 1; i >= 0; i--) {
      long block = blocks[i];
      if (((block >>> PREFIX_BITS) ^ address) >>> (Integer.SIZE - (int) (block & 0xff)) == 0) {
        return i;
      }
    }
    return -1;
  }

  /** The index of the block; -1 where there is none. */
  public static int ipv6(long[] blocks, long high, long low) {
    for (int at = blocks.length - IPV6_WIDTH; at >= 0; at -= IPV6_WIDTH) {
      int prefix = (int) blocks[at + 2];
      if (agree(blocks[at], high, Math.min(prefix, Long.SIZE))
          && agree(blocks[at + 1], low, Math.max(prefix - Long.SIZE, 0))) {
        return at / IPV6_WIDTH;
      }
    }
    return -1;
  }

  /** Whether the first bits are the same. */
  private static boolean agree(long one, long other, int bits) {
    return bits == 0 || (one ^ other) >>> (Long.SIZE - bits) == 0;
  }
}
