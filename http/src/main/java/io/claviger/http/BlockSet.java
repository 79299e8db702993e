package io.claviger.http;

import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The union of several CIDR blocks. Two blocks are either nested or disjoint, and nested ones are
 * left out here. So only the last block that starts at or before an address can contain it.
 * Immutable.
 */
final class BlockSet {
  private final NavigableSet<CidrBlock> outermost = new TreeSet<>();

  /** Creates the union of these blocks, which may overlap and come in any order. */
  BlockSet(Collection<CidrBlock> blocks) {
    for (CidrBlock block : blocks.stream().sorted().toList()) {
      // In natural order a block comes after every block that contains it.
      if (!contains(block.network())) {
        outermost.add(block);
      }
    }
  }

  boolean contains(IpAddress address) {
    if (outermost.isEmpty()) {
      return false;
    }
    CidrBlock nearest = outermost.floor(CidrBlock.of(address));
    return nearest != null && nearest.contains(address);
  }

  boolean isEmpty() {
    return outermost.isEmpty();
  }

  /** Returns the blocks, without those that are inside another one. */
  @Override
  public String toString() {
    return outermost.toString();
  }
}
