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

  private static final int PREFIX_BITS = 8;

  private BlockSearch() {}

  /** Returns the index of the block, or -1 if there is none. */
  public static int ipv4(long[] blocks, long address) {
    for (int i = blocks.length - 1; i >= 0; i--) {
      long block = blocks[i];
      if (((block >>> PREFIX_BITS) ^ address) >>> (Integer.SIZE - (int) (block & 0xff)) == 0) {
        return i;
      }
    }
    return -1;
  }

  /** Returns the index of the block, or -1 if there is none. */
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

  /** Checks whether the first bits are equal. */
  private static boolean agree(long one, long other, int bits) {
    return bits == 0 || (one ^ other) >>> (Long.SIZE - bits) == 0;
  }
}
