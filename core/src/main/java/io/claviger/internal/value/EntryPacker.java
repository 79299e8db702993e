package io.claviger.internal.value;

import io.claviger.CidrBlock;
import io.claviger.IpAddress;
import io.claviger.IpAddress.Family;
import io.claviger.WhitelistEntry;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Packs entries that come one by one; watches whether they come in order, none twice. */
public final class EntryPacker {
  private static final int USUAL = 4;

  private ByteBuffer ipv4 = ByteBuffer.allocate(USUAL * PackedEntries.IPV4_SIZE);
  private ByteBuffer ipv6 = ByteBuffer.allocate(0);
  private long lastIpv4 = -1;
  private @Nullable CidrBlock lastIpv6;
  private boolean inOrder = true;

  /** That has none yet. */
  public EntryPacker() {}

  /** Adds an IPv4 entry: network and prefix length as {@link PlainBlock} gives them. */
  public void addIpv4(long block, long createdMicros, long addedIn) {
    inOrder &= block > lastIpv4;
    lastIpv4 = block;
    ipv4 = withRoom(ipv4, PackedEntries.IPV4_SIZE);
    ipv4.putInt((int) (block >>> 8)).put((byte) block).putLong(createdMicros).putLong(addedIn);
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
    ipv6 = withRoom(ipv6, PackedEntries.IPV6_SIZE);
    ipv6.putLong(network.high()).putLong(network.low()).put((byte) prefix);
    ipv6.putLong(created).putLong(entry.addedIn());
  }

  private static ByteBuffer withRoom(ByteBuffer buffer, int size) {
    return buffer.remaining() >= size
        ? buffer
        : ByteBuffer.allocate(buffer.capacity() * 2 + size).put(buffer.flip());
  }

  /** Whether those of each family came in order of block, none twice. */
  public boolean isInOrder() {
    return inOrder;
  }

  /** All of them, IPv4 first, otherwise as they came. */
  public PackedEntries entries() {
    ByteBuffer all = ByteBuffer.allocate(PackedEntries.HEAD + ipv4.position() + ipv6.position());
    all.putInt(ipv4.position() / PackedEntries.IPV4_SIZE);
    all.putInt(ipv6.position() / PackedEntries.IPV6_SIZE);
    all.put(ipv4.array(), 0, ipv4.position()).put(ipv6.array(), 0, ipv6.position());
    return new PackedEntries(all.array(), 0);
  }
}
