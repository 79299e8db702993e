package io.claviger.internal.value;

import io.claviger.CidrBlock;
import io.claviger.IpAddress;
import io.claviger.IpAddress.Family;
import io.claviger.WhitelistEntry;
import org.jspecify.annotations.Nullable;

/** Packs entries that come one by one; watches whether they come in order, none twice. */
public final class EntryPacker {
  /** Behind room for the numbers of both. */
  private final PackedWriter ipv4;

  private final PackedWriter ipv6 = new PackedWriter(0);
  private long lastIpv4 = -1;
  private @Nullable CidrBlock lastIpv6;
  private boolean inOrder = true;

  /** That has none yet, with room for so many; it grows. */
  public EntryPacker(int room) {
    this.ipv4 = new PackedWriter(PackedEntries.HEAD + room * PackedEntries.IPV4_SIZE);
    ipv4.putLong(0);
  }

  /** Adds an IPv4 entry: network and prefix length as {@link PlainBlock} gives them. */
  public void addIpv4(long block, long createdMicros, long addedIn) {
    inOrder &= block > lastIpv4;
    lastIpv4 = block;
    int at = ipv4.more(PackedEntries.IPV4_SIZE);
    ipv4.setInt(at, (int) (block >>> 8));
    ipv4.setByte(at + Integer.BYTES, (int) block);
    ipv4.setLong(at + Integer.BYTES + 1, createdMicros);
    ipv4.setLong(at + Integer.BYTES + 1 + Long.BYTES, addedIn);
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
    ipv6.putLong(created);
    ipv6.putLong(entry.addedIn());
  }

  /** Whether those of each family came in order of block, none twice. */
  public boolean isInOrder() {
    return inOrder;
  }

  /** All of them, IPv4 first, otherwise as they came. Takes them over: to be called once. */
  public PackedEntries entries() {
    ipv4.setInt(0, (ipv4.size() - PackedEntries.HEAD) / PackedEntries.IPV4_SIZE);
    ipv4.setInt(Integer.BYTES, ipv6.size() / PackedEntries.IPV6_SIZE);
    if (ipv6.size() == 0) {
      return new PackedEntries(ipv4.release(), 0);
    }
    PackedWriter all = new PackedWriter(ipv4.size() + ipv6.size());
    all.putAll(ipv4);
    all.putAll(ipv6);
    return new PackedEntries(all.release(), 0);
  }
}
