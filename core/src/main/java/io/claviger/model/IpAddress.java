package io.claviger.model;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * An IPv4 or IPv6 address. An IPv4-mapped IPv6 address ({@code ::ffff:203.0.113.7}) <em>is</em> the
 * IPv4 address: no value of the mapped form exists. Ordered with IPv4 first, then by unsigned
 * value.
 *
 * @param high the upper 64 bits of an IPv6 address; 0 for IPv4
 * @param low the lower 64 bits of an IPv6 address; the 32 bits of an IPv4 address
 */
public record IpAddress(Family family, long high, long low) implements Comparable<IpAddress> {
  /** The two kinds of address. A rule for one never admits the other. */
  public enum Family {
    /** 32 bits. */
    IPV4(32),
    /** 128 bits. */
    IPV6(128);

    private final int bits;

    Family(int bits) {
      this.bits = bits;
    }

    /** Returns the length of an address of this family, in bits. */
    public int bits() {
      return bits;
    }
  }

  private static final long IPV4_MASK = 0xffff_ffffL;

  /**
   * Converts a mapped address to IPv4. Throws {@link InvalidValueException} for an IPv4 address of
   * more than 32 bits.
   */
  public IpAddress {
    Objects.requireNonNull(family, "family");
    if (family == Family.IPV6 && isMapped(high, low)) {
      family = Family.IPV4;
      low &= IPV4_MASK;
    }
    if (family == Family.IPV4 && (high != 0 || low != (low & IPV4_MASK))) {
      throw InvalidValueException.hidden("IPv4 address", "must have 32 bits");
    }
  }

  /**
   * Reads an address: dotted IPv4 or RFC 4291 IPv6. It is strict: no leading zeros in IPv4, no
   * short, hexadecimal or octal forms, no blanks, brackets, zones, prefixes or names. It never asks
   * DNS.
   *
   * @throws InvalidValueException for everything else. The message says what was probably meant
   */
  public static IpAddress parse(String text) {
    return AddressText.address(Objects.requireNonNull(text, "text"));
  }

  /**
   * Reads the address of the other end of a connection, as servers report it. Takes off the
   * brackets of an IPv6 address and its zone ({@code [2001:db8::1]}, {@code fe80::1%eth0}, {@code
   * fe80::1%25eth0}), and is otherwise as strict as {@link #parse}. It never asks DNS.
   *
   * @throws InvalidValueException for everything else, such as an address with a port
   */
  public static IpAddress ofPeer(String text) {
    return AddressText.peer(Objects.requireNonNull(text, "text"));
  }

  /** Returns the address of a connection, without the scope of a link-local address. */
  public static IpAddress of(InetAddress address) {
    Objects.requireNonNull(address, "address");
    return address instanceof Inet4Address ipv4
        ? ofIpv4(ipv4.getAddress())
        : ofBytes(address.getAddress());
  }

  /**
   * Returns the address with these bytes, in network byte order.
   *
   * @throws InvalidValueException unless there are 4 or 16 bytes
   */
  public static IpAddress ofBytes(byte[] bytes) {
    Objects.requireNonNull(bytes, "bytes");
    return switch (bytes.length) {
      case 4 -> ofIpv4(bytes);
      case 16 -> {
        ByteBuffer numbers = ByteBuffer.wrap(bytes);
        yield new IpAddress(Family.IPV6, numbers.getLong(), numbers.getLong());
      }
      default ->
          throw InvalidValueException.of(
              "address", Arrays.toString(bytes), "must have 4 or 16 bytes");
    };
  }

  /** Returns the address in network byte order, 4 or 16 bytes; a new array at each call. */
  public byte[] toBytes() {
    return family == Family.IPV4
        ? ByteBuffer.allocate(4).putInt((int) low).array()
        : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }

  /** Checks whether this is 0.0.0.0 or ::. */
  public boolean isUnspecified() {
    return high == 0 && low == 0;
  }

  @Override
  public int compareTo(IpAddress other) {
    int byFamily = family.compareTo(other.family);
    if (byFamily != 0) {
      return byFamily;
    }
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /**
   * Returns the canonical text: dotted IPv4, or IPv6 by RFC 5952. {@link #parse} returns the same
   * address for it.
   */
  @Override
  public String toString() {
    return AddressText.print(this);
  }

  private static boolean isMapped(long high, long low) {
    return high == 0 && (low >>> 32) == 0xffffL;
  }

  private static IpAddress ofIpv4(byte[] bytes) {
    return new IpAddress(Family.IPV4, 0, Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt()));
  }
}
