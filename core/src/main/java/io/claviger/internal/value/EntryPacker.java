package io.claviger.internal.value;

import io.claviger.CidrBlock;
import io.claviger.IpAddress;
import io.claviger.IpAddress.Family;
import io.claviger.WhitelistEntry;
import org.jspecify.annotations.Nullable;

/** Packs entries that come one by one; watches whether they come in order, none twice. */
public final class EntryPacker {
  /** Behind room for the numbers; in the end all that there is. */
  private final PackedWriter ipv4;

  private final AdditionPacker ipv4Additions = new AdditionPacker();
  private final PackedWriter ipv6 = new PackedWriter(0);
  private final AdditionPacker ipv6Additions = new AdditionPacker();
  private int ipv4Count;
  private int ipv6Count;
  private long lastIpv4 = -1;
  private @Nullable CidrBlock lastIpv6;
  private boolean inOrder = true;

  /** That has none yet, with room for so many, added together; it grows. */
  public EntryPacker(int room) {
    this.ipv4 =
        new PackedWriter(
            PackedEntries.HEAD + room * PackedEntries.IPV4_SIZE + PackedAdditions.SIZE);
    ipv4.more(PackedEntries.HEAD);
  }

  /** Adds an IPv4 entry: network and prefix length as {@link PlainBlock} gives them. */
  public void addIpv4(long block, long createdMicros, long addedIn) {
    inOrder &= block > lastIpv4;
    lastIpv4 = block;
    int at = ipv4.more(PackedEntries.IPV4_SIZE);
    ipv4.setInt(at, (int) (block >>> 8));
    ipv4.setByte(at + Integer.BYTES, (int) block);
    ipv4Additions.add(ipv4Count++, createdMicros, addedIn);
  }

  /** Adds an entry. */
  public void add(WhitelistEntry entry) {
    IpAddress network = entry.block().network();
    long created = Timestamps.toMicros(entry.createdAt());
    int prefix = entry.block().prefixLength();
    if (network.family() == Family.IPV4) {
      addIpv4(network.low() << 8 | prefix, created, entry.addedIn());
      return;
    }
    inOrder &= lastIpv6 == null || lastIpv6.compareTo(entry.block()) < 0;
    lastIpv6 = entry.block();
    ipv6.putLong(network.high());
    ipv6.putLong(network.low());
    ipv6.putByte(prefix);
    ipv6Additions.add(ipv6Count++, created, entry.addedIn());
  }

  /** Whether those of each family came in order of block, none twice. */
  public boolean isInOrder() {
    return inOrder;
  }

  /** All of them, IPv4 first, otherwise as they came. Takes them over: to be called once. */
  public PackedEntries entries() {
    ipv4Additions.addAll(ipv6Additions, ipv4Count);
    ipv4.setInt(0, ipv4Count);
    ipv4.setInt(Integer.BYTES, ipv6Count);
    ipv4.setInt(2 * Integer.BYTES, ipv4Additions.count());
    ipv4.putAll(ipv6);
    ipv4Additions.write(ipv4);
    return new PackedEntries(ipv4.release(), 0);
  }
}
