package io.claviger.store.jdbc.internal;

/**
 * Reads IPv4 blocks as they are stored, {@code a.b.c.d/p}, and makes no object of them. What else
 * is a block, and what is none, {@link io.claviger.model.CidrBlock} knows.
 */
final class PlainBlock {
  /** Of what is written otherwise. */
  static final long NONE = -1;

  private static final int PARTS = 4;

  private PlainBlock() {}

  /**
   * The network, eight bits to the left, and the prefix length; {@link #NONE} for other texts. Each
   * digit has a place of its own here: of a loop that ends after one, two or three of them the
   * processor guesses the end, and mostly wrong.
   */
  static long ipv4(String text, int from, int to) {
    int at = from;
    int network = 0;
    for (int part = 1; part <= PARTS; part++) {
      int value = digit(text, at++, to);
      int next = digit(text, at, to);
      if (next >= 0 && value > 0) {
        value = value * 10 + next;
        next = digit(text, ++at, to);
        if (next >= 0) {
          value = value * 10 + next;
          at++;
        }
      }
      if (value < 0 || value > 255 || !isAt(text, at++, to, part < PARTS ? '.' : '/')) {
        return NONE;
      }
      network = network << 8 | value;
    }
    int prefix = digit(text, at++, to);
    int next = digit(text, at, to);
    if (next >= 0 && prefix > 0) {
      prefix = prefix * 10 + next;
      at++;
    }
    return at == to && prefix >= 0 && prefix <= 32 && isNetwork(network, prefix)
        ? (network & 0xffff_ffffL) << 8 | prefix
        : NONE;
  }

  /** The value of the digit there; -1 where there is none. */
  private static int digit(String text, int at, int to) {
    if (at >= to) {
      return -1;
    }
    char c = text.charAt(at);
    return c >= '0' && c <= '9' ? c - '0' : -1;
  }

  private static boolean isAt(String text, int at, int to, char expected) {
    return at < to && text.charAt(at) == expected;
  }

  private static boolean isNetwork(int address, int prefixLength) {
    return prefixLength == Integer.SIZE || address << prefixLength == 0;
  }
}
