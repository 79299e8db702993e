package io.claviger.store.jdbc.internal.table;

/**
 * Reads IPv4 blocks as they are stored, {@code a.b.c.d/p}, without making objects. {@link
 * io.claviger.model.CidrBlock} reads all other texts.
 */
final class PlainBlock {
  /** The result for other texts. */
  static final long NONE = -1;

  private static final int PARTS = 4;

  private PlainBlock() {}

  /**
   * Returns the network, shifted left by eight bits, and the prefix length; {@link #NONE} for other
   * texts. Each digit has its own code: the processor would mostly mispredict the end of a loop
   * over one to three digits.
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

  /** Returns the value of the digit there; -1 if there is none. */
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
