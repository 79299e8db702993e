package io.claviger.store.tck.arbitraries;

import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Whitelists with blocks side by side and inside each other. */
public final class ArbitraryWhitelists {
  private ArbitraryWhitelists() {}

  /** Returns entries with any block. */
  public static Arbitrary<WhitelistEntry> entries() {
    return Combinators.combine(
            ArbitraryAddresses.blocks(), ArbitraryTimes.instants(), revisionNumbers())
        .as(WhitelistEntry::new);
  }

  /**
   * Returns whitelists of 0 to about 20 entries of both families, many of them nested, which were
   * added in up to three changes. They shrink to few entries.
   */
  public static Arbitrary<Whitelist> whitelists() {
    return Combinators.combine(blockSets(), entries().list().ofMinSize(1).ofMaxSize(3))
        .as(ArbitraryWhitelists::whitelist);
  }

  /** Returns up to 20 different blocks, many of them nested. */
  public static Arbitrary<SortedSet<CidrBlock>> blockSets() {
    return nests().list().ofMaxSize(5).map(ArbitraryWhitelists::union);
  }

  /** Returns sets of blocks that the standard policy accepts. */
  public static Arbitrary<SortedSet<CidrBlock>> listableBlockSets() {
    return ArbitraryAddresses.listableBlocks().list().ofMaxSize(5).map(TreeSet::new);
  }

  /** Returns up to four blocks that contain one address. */
  private static Arbitrary<List<CidrBlock>> nests() {
    Arbitrary<Set<Integer>> lengths =
        Arbitraries.integers().between(0, 128).set().ofMinSize(1).ofMaxSize(4);
    return Combinators.combine(ArbitraryAddresses.addresses(), lengths)
        .as(
            (address, prefixLengths) ->
                prefixLengths.stream().map(length -> around(address, length)).toList());
  }

  private static CidrBlock around(IpAddress address, int prefixLength) {
    return CidrBlock.containing(address, prefixLength % (address.family().bits() + 1));
  }

  private static SortedSet<CidrBlock> union(Collection<List<CidrBlock>> nests) {
    SortedSet<CidrBlock> all = new TreeSet<>();
    nests.forEach(all::addAll);
    return all;
  }

  private static Whitelist whitelist(Collection<CidrBlock> blocks, List<WhitelistEntry> times) {
    List<WhitelistEntry> entries = new ArrayList<>();
    for (CidrBlock block : blocks) {
      WhitelistEntry time = times.get(entries.size() % times.size());
      entries.add(new WhitelistEntry(block, time.createdAt(), time.addedIn()));
    }
    return Whitelist.of(entries);
  }

  private static Arbitrary<Long> revisionNumbers() {
    return Arbitraries.longs().between(1, Long.MAX_VALUE);
  }
}
