package io.claviger.model;

import java.util.Objects;
import java.util.Optional;

/**
 * A CIDR block (RFC 4632): all addresses that share the first {@code prefixLength} bits of {@code
 * network}. A single address is the block of full length, so {@code 203.0.113.7} and {@code
 * 203.0.113.7/32} are one value. Blocks are ordered by network, IPv4 first. If several blocks have
 * the same network, the wider one comes first.
 *
 * <p>{@code ::ffff:a.b.c.d/p} with p of 96 or more is the IPv4 block {@code a.b.c.d/(p-96)}. A
 * wider IPv6 block stays IPv6 and contains no IPv4 address.
 *
 * @param network the lowest address of the block
 * @param prefixLength 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record CidrBlock(IpAddress network, int prefixLength) implements Comparable<CidrBlock> {
  /**
   * The two ways to read a block whose address has bits set after the prefix, such as {@code
   * 203.0.113.9/24}.
   */
  public enum HostBits {
    /** Refuses the block, and suggests the block that was probably meant. */
    REFUSE,
    /** Takes the network that contains the address: {@code 203.0.113.0/24}. */
    CLEAR
  }

  /**
   * Throws {@link InvalidValueException} for a prefix length out of range, or bits set after the
   * prefix.
   */
  public CidrBlock {
    requirePrefixLength(Objects.requireNonNull(network, "network"), prefixLength);
    IpAddress base = PrefixMask.of(network.family(), prefixLength).network(network);
    if (!base.equals(network)) {
      throw InvalidValueException.address(
          "CIDR block",
          network + "/" + prefixLength,
          String.format(
              "host bits are set; did you mean %s/%s (the network) or %s/%s (the one address)?",
              base, prefixLength, network, network.family().bits()));
    }
  }

  /** Returns the block of one address. */
  public static CidrBlock of(IpAddress address) {
    return new CidrBlock(Objects.requireNonNull(address, "address"), address.family().bits());
  }

  /** Returns the block of this prefix length that contains the address. */
  public static CidrBlock containing(IpAddress address, int prefixLength) {
    requirePrefixLength(Objects.requireNonNull(address, "address"), prefixLength);
    return new CidrBlock(
        PrefixMask.of(address.family(), prefixLength).network(address), prefixLength);
  }

  /**
   * Reads an address, or {@code address/prefix length}. As strict as {@link IpAddress#parse}, and
   * without net masks, ranges or wildcards.
   *
   * @throws InvalidValueException for everything else, and for host bits. The message says what was
   *     probably meant
   */
  public static CidrBlock parse(String text) {
    return parse(text, HostBits.REFUSE);
  }

  /** Reads a block as {@link #parse(String)} does, with a choice for host bits. */
  public static CidrBlock parse(String text, HostBits hostBits) {
    Objects.requireNonNull(text, "text");
    return AddressText.block(text, Objects.requireNonNull(hostBits, "hostBits"));
  }

  /**
   * Checks whether the block contains the address; always false for an address of the other family.
   */
  public boolean contains(IpAddress address) {
    Objects.requireNonNull(address, "address");
    return address.family() == network.family()
        && PrefixMask.of(network.family(), prefixLength).network(address).equals(network);
  }

  /** Checks whether this block contains every address of the other block. */
  public boolean contains(CidrBlock other) {
    Objects.requireNonNull(other, "other");
    return prefixLength <= other.prefixLength && contains(other.network);
  }

  /** Returns the address if this block is a single one. */
  public Optional<IpAddress> singleAddress() {
    return prefixLength == network.family().bits() ? Optional.of(network) : Optional.empty();
  }

  @Override
  public int compareTo(CidrBlock other) {
    int byNetwork = network.compareTo(other.network);
    return byNetwork != 0 ? byNetwork : Integer.compare(prefixLength, other.prefixLength);
  }

  /**
   * Returns the canonical text, always with the prefix length: {@code 203.0.113.7/32}. {@link
   * #parse} returns the same block for it.
   */
  @Override
  public String toString() {
    return network + "/" + prefixLength;
  }

  private static void requirePrefixLength(IpAddress address, int prefixLength) {
    int bits = address.family().bits();
    if (prefixLength < 0 || prefixLength > bits) {
      throw InvalidValueException.address(
          "CIDR block",
          address + "/" + prefixLength,
          "the prefix length of this family is 0 to " + bits);
    }
  }
}
