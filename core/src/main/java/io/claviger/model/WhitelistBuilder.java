package io.claviger.model;

import io.claviger.internal.time.Micros;
import io.claviger.model.IpAddress.Family;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds a whitelist entry by entry, for stores that keep it in a form of their own. It avoids the
 * creation of an object for each entry, since there may be thousands and a request looks at few.
 * For one whitelist; not thread-safe.
 */
public final class WhitelistBuilder {
  private static final int MOST_ROOM = 10_000;

  private final BlockColumn ipv4;
  private final BlockColumn ipv6 = new BlockColumn(BlockSearch.IPV6_WIDTH, 0);
  private long lastIpv4 = -1;
  private @Nullable CidrBlock lastIpv6;
  private boolean inOrder = true;

  /**
   * Creates a builder without entries.
   *
   * @param room about how many entries will be added; this is not a limit
   */
  public WhitelistBuilder(int room) {
    this.ipv4 = new BlockColumn(1, Math.max(0, Math.min(room, MOST_ROOM)));
  }

  /** Adds an entry. Entries in order of block, IPv4 first, are cheaper. */
  public WhitelistBuilder add(WhitelistEntry entry) {
    Objects.requireNonNull(entry, "entry");
    IpAddress network = entry.block().network();
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

  /**
   * Adds an IPv4 entry without an object for it.
   *
   * @param network 32 bits
   * @param createdMicros microseconds since 1970
   * @param addedIn the number of the revision that added it
   * @throws InvalidValueException if this is not a block, or if the time is out of range
   */
  public WhitelistBuilder addIpv4(
      long network, int prefixLength, long createdMicros, long addedIn) {
    boolean sound =
        network >>> Integer.SIZE == 0
            && prefixLength >= 0
            && prefixLength <= Integer.SIZE
            && (int) (network << prefixLength) == 0
            && Micros.isInRange(createdMicros);
    if (sound) {
      return put(network << 8 | prefixLength, createdMicros, addedIn);
    }
    CidrBlock block = new CidrBlock(new IpAddress(Family.IPV4, 0, network), prefixLength);
    return add(new WhitelistEntry(block, Micros.ofMicros(createdMicros), addedIn));
  }

  private WhitelistBuilder put(long block, long micros, long addedIn) {
    inOrder &= block > lastIpv4;
    lastIpv4 = block;
    ipv4.set(ipv4.more(micros, addedIn), block);
    return this;
  }

  /**
   * Returns the whitelist of the added entries.
   *
   * @throws InvalidValueException if a block occurs twice
   */
  public Whitelist build() {
    Whitelist built = new Whitelist(ipv4, ipv6);
    return inOrder ? built : Whitelist.of(built.entries());
  }
}
