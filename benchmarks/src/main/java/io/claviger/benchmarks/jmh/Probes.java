package io.claviger.benchmarks.jmh;

import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.IpAddress.Family;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Random blocks and addresses of one family. Prefixes are /16 to /32 for IPv4 and /32 to /128 for
 * IPv6. Every second address is in a block.
 */
final class Probes {
  private static final int ADDRESSES = 256;

  final List<CidrBlock> blocks;
  final InetAddress[] addresses = new InetAddress[ADDRESSES];
  final String[] texts = new String[ADDRESSES];
  private final Family family;
  private final SplittableRandom random = new SplittableRandom(6);

  /** The family is "v4" or "v6". */
  Probes(String family, int count) {
    this.family = family.equals("v4") ? Family.IPV4 : Family.IPV6;
    TreeSet<CidrBlock> made = new TreeSet<>();
    while (made.size() < count) {
      int shortest = this.family.bits() / 4 + (this.family == Family.IPV4 ? 8 : 0);
      made.add(
          CidrBlock.containing(
              anywhere(), shortest + random.nextInt(this.family.bits() - shortest + 1)));
    }
    blocks = new ArrayList<>(made);
    for (int i = 0; i < ADDRESSES; i++) {
      IpAddress address = i % 2 == 0 ? inside(blocks.get(random.nextInt(count))) : anywhere();
      addresses[i] = inet(address);
      texts[i] = address.toString();
    }
  }

  /** Returns a random unicast address: 1.0.0.0 to 223.255.255.255, or in 2000::/3. */
  private IpAddress anywhere() {
    return family == Family.IPV4
        ? new IpAddress(family, 0, random.nextLong(0x0100_0000L, 0xe000_0000L))
        : new IpAddress(family, (random.nextLong() >>> 3) | (1L << 61), random.nextLong());
  }

  private IpAddress inside(CidrBlock block) {
    byte[] address = block.network().toBytes();
    byte[] other = anywhere().toBytes();
    for (int bit = block.prefixLength(); bit < address.length * 8; bit++) {
      address[bit / 8] |= (byte) (other[bit / 8] & (0x80 >>> (bit % 8)));
    }
    return IpAddress.ofBytes(address);
  }

  static InetAddress inet(IpAddress address) {
    try {
      return InetAddress.getByAddress(address.toBytes());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes are an address", e);
    }
  }
}
