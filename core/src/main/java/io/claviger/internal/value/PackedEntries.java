package io.claviger.internal.value;

import io.claviger.CidrBlock;
import io.claviger.IpAddress;
import io.claviger.IpAddress.Family;
import io.claviger.WhitelistEntry;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The entries of a whitelist in bytes, in order of block, no block twice; each entry is made when
 * it is asked for. First the number of IPv4 and of IPv6 entries and of runs in {@link
 * PackedAdditions}, then the blocks, which are of one size in each family: address and prefix
 * length. Then which came when, which is said once of entries that are beside each other and were
 * added together.
 */
public final class PackedEntries extends AbstractList<WhitelistEntry> implements RandomAccess {
  static final int HEAD = 3 * Integer.BYTES;
  static final int IPV4_SIZE = Integer.BYTES + 1;
  static final int IPV6_SIZE = 2 * Long.BYTES + 1;

  private final byte[] bytes;
  private final int from;

  /** Those that were {@linkplain #write written} there. */
  public PackedEntries(byte[] bytes, int from) {
    this.bytes = bytes;
    this.from = from;
  }

  /** Of entries that are in order, none twice. */
  public static PackedEntries of(List<WhitelistEntry> entries) {
    if (entries instanceof PackedEntries packed) {
      return packed;
    }
    EntryPacker packer = new EntryPacker(entries.size());
    entries.forEach(packer::add);
    return packer.entries();
  }

  /** These alone, without the other bytes among which they are. */
  public PackedEntries copy() {
    return new PackedEntries(Arrays.copyOfRange(bytes, from, end()), 0);
  }

  /** Writes them for {@link #PackedEntries} to read. */
  public void write(PackedWriter out) {
    out.putBytes(bytes, from, length());
  }

  @Override
  public int size() {
    return ipv4() + ipv6();
  }

  @Override
  public WhitelistEntry get(int index) {
    Objects.checkIndex(index, size());
    int at = index < ipv4() ? ipv4At(index) : ipv6At(index - ipv4());
    IpAddress network =
        index < ipv4()
            ? new IpAddress(Family.IPV4, 0, PackedNumbers.integer(bytes, at) & 0xffff_ffffL)
            : new IpAddress(
                Family.IPV6,
                PackedNumbers.whole(bytes, at),
                PackedNumbers.whole(bytes, at + Long.BYTES));
    int behind = index < ipv4() ? at + Integer.BYTES : at + 2 * Long.BYTES;
    CidrBlock block = new CidrBlock(network, bytes[behind] & 0xff);
    return additions().entry(index, block);
  }

  /**
   * The index of the most specific entry that contains the address, -1 where none does. Looks at
   * them one by one, and from the end: of blocks that have an address in common, the more specific
   * one comes later.
   */
  public int find(IpAddress address) {
    return address.family() == Family.IPV4
        ? findIpv4((int) address.low())
        : findIpv6(address.high(), address.low());
  }

  private int findIpv4(int address) {
    for (int index = ipv4() - 1; index >= 0; index--) {
      int at = ipv4At(index);
      int prefix = bytes[at + Integer.BYTES];
      if (prefix == 0
          || (PackedNumbers.integer(bytes, at) ^ address) >>> (Integer.SIZE - prefix) == 0) {
        return index;
      }
    }
    return -1;
  }

  private int findIpv6(long high, long low) {
    for (int index = ipv6() - 1; index >= 0; index--) {
      int at = ipv6At(index);
      int prefix = bytes[at + 2 * Long.BYTES] & 0xff;
      if (agree(PackedNumbers.whole(bytes, at), high, Math.min(prefix, Long.SIZE))
          && agree(
              PackedNumbers.whole(bytes, at + Long.BYTES), low, Math.max(prefix - Long.SIZE, 0))) {
        return ipv4() + index;
      }
    }
    return -1;
  }

  /** Whether the first bits are the same. */
  private static boolean agree(long one, long other, int bits) {
    return bits == 0 || (one ^ other) >>> (Long.SIZE - bits) == 0;
  }

  private int ipv4() {
    return PackedNumbers.integer(bytes, from);
  }

  private int ipv6() {
    return PackedNumbers.integer(bytes, from + Integer.BYTES);
  }

  private int ipv4At(int index) {
    return from + HEAD + index * IPV4_SIZE;
  }

  private int ipv6At(int index) {
    return ipv4At(ipv4()) + index * IPV6_SIZE;
  }

  /** The number of bytes. */
  public int length() {
    return end() - from;
  }

  /** Where they end. */
  public int end() {
    return additions().end();
  }

  private PackedAdditions additions() {
    return new PackedAdditions(
        bytes, ipv6At(ipv6()), PackedNumbers.integer(bytes, from + 2 * Integer.BYTES));
  }
}
