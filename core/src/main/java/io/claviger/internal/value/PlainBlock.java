package io.claviger.internal.value;

/**
 * Reads IPv4 blocks as they are stored, {@code a.b.c.d/p}, and makes no object of them. What else
 * is a block, and what is none, {@link AddressText} knows.
 */
public final class PlainBlock {
  /** Of what is written otherwise. */
  public static final long NONE = -1;

  private static final int PARTS = 4;

  private PlainBlock() {}

  /** The network, eight bits to the left, and the prefix length; {@link #NONE} for other texts. */
  public static long ipv4(String text, int from, int to) {
    int network = 0;
    int parts = 0;
    int value = -1;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9' && value != 0 && value < 100) {
        value = Math.max(value, 0) * 10 + (c - '0');
      } else if (c == (parts < PARTS - 1 ? '.' : '/') && value >= 0 && value <= 255) {
        network = network << 8 | value;
        value = -1;
        parts++;
      } else {
        return NONE;
      }
    }
    return parts == PARTS && value >= 0 && value <= 32 && isNetwork(network, value)
        ? (network & 0xffff_ffffL) << 8 | value
        : NONE;
  }

  private static boolean isNetwork(int address, int prefixLength) {
    return prefixLength == Integer.SIZE || address << prefixLength == 0;
  }
}
