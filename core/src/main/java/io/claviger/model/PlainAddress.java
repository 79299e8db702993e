package io.claviger.model;

import io.claviger.model.IpAddress.Family;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A fast parser for the usual forms of addresses: dotted decimal, and groups of hexadecimal digits
 * with at most one gap of two groups or more. {@link AddressText} reads all other forms, and
 * refuses texts that are not addresses.
 */
final class PlainAddress {
  /** The result for a text that is no plain IPv4 block. */
  static final long NO_BLOCK = -1;

  private static final int MAX_IPV4 = 15;
  private static final int PARTS = 4;
  private static final int GROUPS = 8;
  private static final int NONE = -1;

  private PlainAddress() {}

  /** Returns the address, or null if the text has another form. */
  static @Nullable IpAddress read(String text) {
    return text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
  }

  private static @Nullable IpAddress ipv4(String text) {
    long address = 0;
    int parts = 1;
    int value = NONE;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && value != NONE) {
        address = address << 8 | value;
        value = NONE;
        parts++;
      } else {
        value = c >= '0' && c <= '9' ? append(value, c - '0') : NONE;
        if (value == NONE) {
          return null;
        }
      }
    }
    return parts == 4 && value != NONE && text.length() <= MAX_IPV4
        ? new IpAddress(Family.IPV4, 0, address << 8 | value)
        : null;
  }

  /** Returns the number with one more digit; {@link #NONE} after a leading zero, and above 255. */
  private static int append(int value, int digit) {
    if (value == NONE) {
      return digit;
    }
    int longer = value * 10 + digit;
    return value == 0 || longer > 255 ? NONE : longer;
  }

  /**
   * Reads an IPv4 block {@code a.b.c.d/p} in a part of a text. Returns the network, shifted left by
   * eight bits, and the prefix length; {@link #NO_BLOCK} for other texts. Each digit has its own
   * code: in a list of many blocks, the processor would mostly mispredict the end of a loop over
   * one to three digits.
   */
  static long ipv4Block(String text, int from, int to) {
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
        return NO_BLOCK;
      }
      network = network << 8 | value;
    }
    int prefix = digit(text, at++, to);
    int next = digit(text, at, to);
    if (next >= 0 && prefix > 0) {
      prefix = prefix * 10 + next;
      at++;
    }
    return at == to && prefix >= 0 && prefix <= Integer.SIZE && isNetwork(network, prefix)
        ? (network & 0xffff_ffffL) << BlockSearch.PREFIX_BITS | prefix
        : NO_BLOCK;
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

  private static @Nullable IpAddress ipv6(String text) {
    int gap = text.indexOf("::");
    Groups head = new Groups();
    if (gap < 0) {
      return head.read(text, 0, text.length()) && head.count == GROUPS
          ? new IpAddress(Family.IPV6, head.high, head.low)
          : null;
    }
    Groups tail = new Groups();
    boolean plain =
        head.read(text, 0, gap)
            && tail.read(text, gap + 2, text.length())
            && head.count + tail.count <= GROUPS - 2;
    if (!plain) {
      return null;
    }
    while (head.count < GROUPS) {
      head.add(0);
    }
    return new IpAddress(Family.IPV6, head.high | tail.high, head.low | tail.low);
  }

  /** A number that collects up to eight groups. */
  private static final class Groups {
    private long high;
    private long low;
    private int count;

    /**
     * Reads a part of the text. Returns whether it consists only of groups; an empty part has no
     * groups.
     */
    boolean read(String text, int from, int to) {
      int value = 0;
      int digits = 0;
      for (int i = from; i < to; i++) {
        char c = text.charAt(i);
        if (HexFormat.isHexDigit(c) && digits < 4) {
          value = value << 4 | HexFormat.fromHexDigit(c);
          digits++;
        } else if (c == ':' && digits > 0 && count < GROUPS) {
          add(value);
          value = 0;
          digits = 0;
        } else {
          return false;
        }
      }
      if (digits > 0) {
        add(value);
      }
      return from == to || digits > 0;
    }

    private void add(int value) {
      high = high << 16 | low >>> 48;
      low = low << 16 | value;
      count++;
    }
  }
}
