package io.claviger.model;

import java.util.Objects;
import java.util.Optional;

/**
 * A CIDR block (RFC 4632): all addresses that share the first {@code prefixLength} bits of {@code
 * network}. A single address is the block of full length, so {@code 203.0.113.7} and {@code
 * 203.0.113.7/32} are one value. Ordered by network (IPv4 first), wider blocks first among those
 * that start alike.
 *
 * <p>{@code ::ffff:a.b.c.d/p} with p of 96 or more is the IPv4 block {@code a.b.c.d/(p-96)}. A
 * wider IPv6 block stays IPv6 and admits no IPv4 address.
 *
 * @param network the lowest address of the block
 * @param prefixLength 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record CidrBlock(IpAddress network, int prefixLength) implements Comparable<CidrBlock> {
  /**
   * What to make of a block whose address has bits set behind the prefix, such as {@code
   * 203.0.113.9/24}.
   */
  public enum HostBits {
    /** Refuse it and say what was probably meant. */
    REFUSE,
    /** Take the network that the address lies in: {@code 203.0.113.0/24}. */
    CLEAR
  }

  /**
   * Throws {@link InvalidValueException} for a prefix length out of range, or bits set behind it.
   */
  public CidrBlock {
    requirePrefixLength(network, prefixLength);
    IpAddress base = PrefixMask.of(network.family(), prefixLength).network(network);
    if (!base.equals(network)) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_ADDRESS,
          "CIDR block",
          network + "/" + prefixLength,
          "has bits set behind its prefix; did you mean "
              + (base + "/" + prefixLength)
              + " (the network) or "
              + (network + "/" + network.family().bits())
              + " (the one address)?");
    }
  }

  /** The block of one address. */
  public static CidrBlock of(IpAddress address) {
    return new CidrBlock(address, address.family().bits());
  }

  /** The block of this length that an address lies in. */
  public static CidrBlock containing(IpAddress address, int prefixLength) {
    requirePrefixLength(address, prefixLength);
    return new CidrBlock(
        PrefixMask.of(address.family(), prefixLength).network(address), prefixLength);
  }

  /**
   * Reads an address or {@code address/prefix length}, strictly as {@link IpAddress#parse} does; no
   * net masks, ranges, wildcards.
   *
   * @throws InvalidValueException for everything else, and for host bits, saying what was probably
   *     meant
   */
  public static CidrBlock parse(String text) {
    return parse(text, HostBits.REFUSE);
  }

  /** As {@link #parse(String)}, with a choice for host bits. */
  public static CidrBlock parse(String text, HostBits hostBits) {
    return AddressText.block(text, Objects.requireNonNull(hostBits, "hostBits"));
  }

  /** Whether the address lies in this block; never across families. */
  public boolean contains(IpAddress address) {
    return address.family() == network.family()
        && PrefixMask.of(network.family(), prefixLength).network(address).equals(network);
  }

  /** Whether every address of the other block lies in this one. */
  public boolean contains(CidrBlock other) {
    return prefixLength <= other.prefixLength && contains(other.network);
  }

  /** The address, if this block is a single one. */
  public Optional<IpAddress> singleAddress() {
    return prefixLength == network.family().bits() ? Optional.of(network) : Optional.empty();
  }

  @Override
  public int compareTo(CidrBlock other) {
    int byNetwork = network.compareTo(other.network);
    return byNetwork != 0 ? byNetwork : Integer.compare(prefixLength, other.prefixLength);
  }

  /**
   * Canonical text, always with the prefix length: {@code 203.0.113.7/32}. {@link #parse} gives the
   * same block back.
   */
  @Override
  public String toString() {
    return network + "/" + prefixLength;
  }

  private static void requirePrefixLength(IpAddress address, int prefixLength) {
    int bits = address.family().bits();
    if (prefixLength < 0 || prefixLength > bits) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_ADDRESS,
          "CIDR block",
          address + "/" + prefixLength,
          "the prefix length of this family is 0 to " + bits);
    }
  }
}
