package io.claviger.spi;

import io.claviger.CidrBlock;
import io.claviger.Whitelist;
import io.claviger.WhitelistEntry;
import io.claviger.internal.value.EntryPacker;
import io.claviger.internal.value.PlainBlock;
import io.claviger.internal.value.Timestamps;
import java.util.ArrayList;

/**
 * Makes a whitelist of what a store keeps as text, and no value for each entry: a request looks at
 * few of them, and there may be thousands. Not thread-safe.
 */
public final class WhitelistBuilder {
  private final EntryPacker packer = new EntryPacker();

  /** Without entries. */
  public WhitelistBuilder() {}

  /**
   * Adds one entry; those that come in order of block, IPv4 first, cost less.
   *
   * @param text has the block, as {@link CidrBlock#parse(String)} reads it, from one place to
   *     before another
   * @param createdMicros microseconds since 1970
   * @param addedIn the number of the revision that added it
   * @throws io.claviger.InvalidValue for another text, or a time out of range
   */
  public void add(String text, int from, int to, long createdMicros, long addedIn) {
    long block = PlainBlock.ipv4(text, from, to);
    if (block == PlainBlock.NONE || !Timestamps.isInRange(createdMicros)) {
      CidrBlock parsed = CidrBlock.parse(text.substring(from, to));
      packer.add(new WhitelistEntry(parsed, Timestamps.ofMicros(createdMicros), addedIn));
    } else {
      packer.addIpv4(block, createdMicros, addedIn);
    }
  }

  /**
   * The whitelist of those entries.
   *
   * @throws io.claviger.InvalidValue if a block comes twice
   */
  public Whitelist build() {
    return packer.isInOrder()
        ? Whitelist.of(packer.entries())
        : Whitelist.of(new ArrayList<>(packer.entries()));
  }
}
