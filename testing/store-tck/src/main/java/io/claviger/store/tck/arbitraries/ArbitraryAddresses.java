package io.claviger.store.tck.arbitraries;

import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.IpAddress.Family;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** IP addresses and CIDR blocks of both families. */
public final class ArbitraryAddresses {
  private static final long LAST_IPV4 = 0xffff_ffffL;

  private ArbitraryAddresses() {}

  /** Returns addresses of both families, equally often. */
  public static Arbitrary<IpAddress> addresses() {
    return Arbitraries.oneOf(addresses(Family.IPV4), addresses(Family.IPV6));
  }

  /** Returns addresses of one family; the first, the last and the special ones are frequent. */
  public static Arbitrary<IpAddress> addresses(Family family) {
    return family == Family.IPV4 ? ipv4() : ipv6();
  }

  /**
   * Returns the 16 bytes of IPv4-mapped IPv6 addresses, as some systems report an IPv4 caller.
   * {@code IpAddress.ofBytes} reads the IPv4 address from them.
   */
  public static Arbitrary<byte[]> mappedBytes() {
    return ipv4().map(ArbitraryAddresses::mapped);
  }

  /** Returns blocks of both families with every prefix length. */
  public static Arbitrary<CidrBlock> blocks() {
    return Arbitraries.oneOf(blocks(Family.IPV4), blocks(Family.IPV6));
  }

  /**
   * Returns blocks of one family with every prefix length. They shrink to wide blocks of low
   * networks.
   */
  public static Arbitrary<CidrBlock> blocks(Family family) {
    Arbitrary<Integer> lengths =
        Arbitraries.integers()
            .between(0, family.bits())
            .withDistribution(RandomDistribution.uniform());
    return Combinators.combine(addresses(family), lengths).as(CidrBlock::containing);
  }

  /** Returns blocks that the standard policy accepts, so none that admits every address. */
  public static Arbitrary<CidrBlock> listableBlocks() {
    return blocks().filter(block -> block.prefixLength() > 0 && !block.network().isUnspecified());
  }

  /**
   * Returns blocks, each with an address inside and one outside; addresses at the edges are
   * frequent.
   */
  public static Arbitrary<BlockWithAddresses> blocksWithAddresses() {
    return Arbitraries.oneOf(blocksWithAddresses(Family.IPV4), blocksWithAddresses(Family.IPV6));
  }

  private static Arbitrary<BlockWithAddresses> blocksWithAddresses(Family family) {
    Arbitrary<IpAddress> outsiders = addresses();
    Arbitrary<Integer> flippedBit = Arbitraries.integers().between(0, family.bits() - 1);
    return Combinators.combine(blocks(family), addresses(family), flippedBit, outsiders)
        .as(
            (block, bits, flip, other) -> {
              IpAddress inside = merge(block, bits);
              boolean flips = flip < block.prefixLength() && inside.family() == family;
              IpAddress outside = flips ? flip(inside, flip) : other;
              return new BlockWithAddresses(block, inside, outside);
            })
        // a mapped address within a wide IPv6 block is an IPv4 address, hence outside of it
        .filter(all -> all.block().network().family() == all.inside().family())
        .filter(all -> !liesIn(all.block(), all.outside()));
  }

  private static Arbitrary<IpAddress> ipv4() {
    Arbitrary<Long> any =
        Arbitraries.longs().between(0, LAST_IPV4).withDistribution(RandomDistribution.uniform());
    Arbitrary<Long> special =
        Arbitraries.of(0L, 1L, LAST_IPV4, 0x7fff_ffffL, 0x8000_0000L, 0x7f00_0001L, 0x0a00_0000L);
    return Arbitraries.frequencyOf(Tuple.of(6, any), Tuple.of(1, special))
        .map(value -> new IpAddress(Family.IPV4, 0, value));
  }

  private static Arbitrary<IpAddress> ipv6() {
    Arbitrary<Long> any = Arbitraries.longs().withDistribution(RandomDistribution.uniform());
    Arbitrary<Long> special =
        Arbitraries.of(
            0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, 0xfe80L << 48, 0xfffe_0000_0000L);
    Arbitrary<Long> half = Arbitraries.frequencyOf(Tuple.of(3, any), Tuple.of(1, special));
    return Combinators.combine(half, half)
        .as((high, low) -> new IpAddress(Family.IPV6, high, low))
        .filter(address -> address.family() == Family.IPV6);
  }

  private static byte[] mapped(IpAddress address) {
    byte[] bytes = new byte[16];
    bytes[10] = (byte) 0xff;
    bytes[11] = (byte) 0xff;
    System.arraycopy(address.toBytes(), 0, bytes, 12, 4);
    return bytes;
  }

  /** Joins the bits of the network and those of the address. */
  private static IpAddress merge(CidrBlock block, IpAddress address) {
    byte[] merged = address.toBytes();
    byte[] network = block.network().toBytes();
    for (int i = 0; i < block.prefixLength(); i++) {
      set(merged, i, bit(network, i));
    }
    return IpAddress.ofBytes(merged);
  }

  private static IpAddress flip(IpAddress address, int index) {
    byte[] bytes = address.toBytes();
    set(bytes, index, !bit(bytes, index));
    return IpAddress.ofBytes(bytes);
  }

  /** Compares bit by bit, independently of the library. */
  private static boolean liesIn(CidrBlock block, IpAddress address) {
    byte[] network = block.network().toBytes();
    byte[] bytes = address.toBytes();
    if (network.length != bytes.length) {
      return false;
    }
    for (int i = 0; i < block.prefixLength(); i++) {
      if (bit(network, i) != bit(bytes, i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean bit(byte[] bytes, int index) {
    return (bytes[index / 8] & (0x80 >>> (index % 8))) != 0;
  }

  private static void set(byte[] bytes, int index, boolean on) {
    int mask = 0x80 >>> (index % 8);
    bytes[index / 8] = (byte) (on ? bytes[index / 8] | mask : bytes[index / 8] & ~mask);
  }
}
