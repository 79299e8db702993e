package io.claviger.benchmarks.match;

import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.IpAddress.Family;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Random blocks and addresses of one family. Prefixes are /16 to /32 for IPv4 and /32 to /128 for
 * IPv6. Every second address is in a block.
 */
@State(Scope.Benchmark)
public class Probes {
  private static final int ADDRESSES = 256;

  /** The address family: "v4" or "v6". */
  @Param("v4")
  public String family;

  /** The number of blocks. */
  @Param("10")
  public int count;

  List<CidrBlock> blocks;
  final InetAddress[] addresses = new InetAddress[ADDRESSES];
  final String[] texts = new String[ADDRESSES];
  private final SplittableRandom random = new SplittableRandom(6);

  /** Generates them. */
  @Setup
  public void open() throws UnknownHostException {
    int bits = family().bits();
    int shortest = family() == Family.IPV4 ? 16 : 32;
    TreeSet<CidrBlock> made = new TreeSet<>();
    while (made.size() < count) {
      made.add(CidrBlock.containing(anywhere(), shortest + random.nextInt(bits - shortest + 1)));
    }
    blocks = new ArrayList<>(made);
    for (int i = 0; i < ADDRESSES; i++) {
      IpAddress address = i % 2 == 0 ? inside(blocks.get(random.nextInt(count))) : anywhere();
      addresses[i] = InetAddress.getByAddress(address.toBytes());
      texts[i] = address.toString();
    }
  }

  private Family family() {
    return family.equals("v4") ? Family.IPV4 : Family.IPV6;
  }

  /** Returns a random unicast address: 1.0.0.0 to 223.255.255.255, or in 2000::/3. */
  private IpAddress anywhere() {
    return family() == Family.IPV4
        ? new IpAddress(Family.IPV4, 0, random.nextLong(0x0100_0000L, 0xe000_0000L))
        : new IpAddress(Family.IPV6, (random.nextLong() >>> 3) | (1L << 61), random.nextLong());
  }

  private IpAddress inside(CidrBlock block) {
    byte[] address = block.network().toBytes();
    byte[] other = anywhere().toBytes();
    for (int bit = block.prefixLength(); bit < address.length * 8; bit++) {
      address[bit / 8] |= (byte) (other[bit / 8] & (0x80 >>> (bit % 8)));
    }
    return IpAddress.ofBytes(address);
  }
}
