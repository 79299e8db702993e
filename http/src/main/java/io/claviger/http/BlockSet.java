package io.claviger.http;

import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * All addresses of some blocks. CIDR blocks nest or are disjoint, so without the nested ones the
 * last block that starts at or before an address is the only one that can hold it. Immutable.
 */
final class BlockSet {
  private final NavigableSet<CidrBlock> outermost = new TreeSet<>();

  /** Any blocks, in any order. */
  BlockSet(Collection<CidrBlock> blocks) {
    for (CidrBlock block : blocks.stream().sorted().toList()) {
      // In natural order a block comes after every block that it lies in.
      if (!contains(block.network())) {
        outermost.add(block);
      }
    }
  }

  /** Whether one of the blocks contains the address. */
  boolean contains(IpAddress address) {
    CidrBlock nearest = outermost.floor(CidrBlock.of(address));
    return nearest != null && nearest.contains(address);
  }

  /** Whether there are no addresses. */
  boolean isEmpty() {
    return outermost.isEmpty();
  }

  /** The blocks, without those that lie in another. */
  @Override
  public String toString() {
    return outermost.toString();
  }
}
