package io.claviger.model;

import io.claviger.internal.bridge.WhitelistParser;
import io.claviger.internal.time.Micros;
import io.claviger.model.IpAddress.Family;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds one whitelist. Entries in order of block, IPv4 first, are cheaper. */
final class WhitelistBuilder implements WhitelistParser<Whitelist> {
  private final BlockColumn ipv4 = new BlockColumn(1);
  private final BlockColumn ipv6 = new BlockColumn(BlockSearch.IPV6_WIDTH);
  private long lastIpv4 = -1;
  private @Nullable CidrBlock lastIpv6;
  private boolean inOrder = true;

  /** Adds an entry. */
  WhitelistBuilder add(WhitelistEntry entry) {
    IpAddress network = Objects.requireNonNull(entry, "entry").block().network();
    long micros = Micros.toMicros(entry.createdAt());
    if (network.family() == Family.IPV4) {
      return put(network.low() << 8 | entry.block().prefixLength(), micros, entry.addedIn());
    }
    inOrder &= lastIpv6 == null || lastIpv6.compareTo(entry.block()) < 0;
    lastIpv6 = entry.block();
    int at = ipv6.more(micros, entry.addedIn());
    ipv6.set(at, network.high());
    ipv6.set(at + 1, network.low());
    ipv6.set(at + 2, entry.block().prefixLength());
    return this;
  }

  /** Makes no object for an IPv4 block in the form of {@link CidrBlock#toString}. */
  @Override
  public void add(String text, int from, int to, long createdMicros, long addedIn) {
    Objects.requireNonNull(text, "text");
    long block = PlainAddress.ipv4Block(text, from, to);
    if (block != PlainAddress.NO_BLOCK && Micros.isInRange(createdMicros)) {
      put(block, createdMicros, addedIn);
    } else {
      CidrBlock parsed = CidrBlock.parse(text.substring(from, to));
      add(new WhitelistEntry(parsed, Micros.ofMicros(createdMicros), addedIn));
    }
  }

  private WhitelistBuilder put(long block, long micros, long addedIn) {
    inOrder &= block > lastIpv4;
    lastIpv4 = block;
    ipv4.set(ipv4.more(micros, addedIn), block);
    return this;
  }

  @Override
  public Whitelist build() {
    Whitelist built = new Whitelist(ipv4, ipv6);
    return inOrder ? built : Whitelist.of(built.entries());
  }
}
