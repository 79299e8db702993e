package io.claviger.model;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ip;
import static io.claviger.model.Samples.whitelist;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.AddressOracle.Numeral;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The most specific entry answers; a search through all blocks says which that is. */
@Domain(AddressArbitraries.class)
@Domain(DomainContext.Global.class)
class WhitelistMatchTest {
  private static final List<IpAddress> ENDS_OF_THE_LINES =
      List.of(
          ip("0.0.0.0"),
          ip("255.255.255.255"),
          ip("::"),
          ip("::ffff:0:0:0"),
          ip("0:0:0:0:ffff:ffff:ffff:ffff"),
          ip("0:0:0:1::"),
          ip("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"));

  @Property(tries = 200)
  void matchesAnyBlocks(@ForAll @Size(max = 60) Set<CidrBlock> blocks, @ForAll IpAddress anywhere) {
    assertMatches(blocks, List.of(anywhere));
  }

  @Property(tries = 60)
  void matchesBlocksNestedRoundFewAddresses(
      @ForAll @IntRange(max = 300) int count, @ForAll int seed) {
    assertMatches(nested(count, new Random(seed)), List.of());
  }

  @Test
  @Timeout(60)
  void firstUseFromManyThreadsAtOnce() throws Exception {
    int threads = 8;
    Set<CidrBlock> blocks = nested(200, new Random(5));
    List<IpAddress> probes = probes(blocks);
    List<Known> known = known(blocks);
    List<Optional<WhitelistEntry>> expected = probes.stream().map(p -> search(known, p)).toList();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < 50; round++) {
        Whitelist whitelist = Whitelist.of(entries(blocks));
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<List<Optional<WhitelistEntry>>>> answers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          answers.add(
              pool.submit(
                  () -> {
                    start.await(30, TimeUnit.SECONDS);
                    return probes.stream().map(whitelist::match).toList();
                  }));
        }
        for (Future<List<Optional<WhitelistEntry>>> answer : answers) {
          assertEquals(expected, answer.get(30, TimeUnit.SECONDS));
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static void assertMatches(Set<CidrBlock> blocks, List<IpAddress> more) {
    Whitelist whitelist = Whitelist.of(entries(blocks));
    List<IpAddress> probes = new ArrayList<>(probes(blocks));
    probes.addAll(more);
    List<Known> known = known(blocks);
    for (IpAddress probe : probes) {
      Optional<WhitelistEntry> expected = search(known, probe);
      Whitelist fresh = Whitelist.of(whitelist.entries());
      assertEquals(expected, fresh.match(probe), () -> "at first, at " + probe);
      assertEquals(expected, whitelist.match(probe), () -> "at " + probe);
      int index = whitelist.indexOf(probe);
      assertEquals(
          expected,
          index < 0 ? Optional.empty() : Optional.of(whitelist.entries().get(index)),
          () -> "by index, at " + probe);
    }
  }

  /** Blocks of any length round a handful of addresses, at both ends of both lines too. */
  private static Set<CidrBlock> nested(int count, Random random) {
    List<IpAddress> seeds = new ArrayList<>(ENDS_OF_THE_LINES);
    for (String seed : List.of("10.1.2.3", "10.1.2.128", "2001:db8::8000:0:0:1", "2001:db8::2")) {
      seeds.add(ip(seed));
    }
    Set<CidrBlock> blocks = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      IpAddress near = seeds.get(random.nextInt(seeds.size()));
      int bits = near.family().bits();
      CidrBlock block = CidrBlock.containing(near, random.nextInt(bits + 1));
      // One end of it, to go on from: blocks that end together are the hard ones.
      seeds.add(AddressArbitraries.around(block).get(random.nextInt(5)));
      blocks.add(block);
    }
    return blocks;
  }

  private static List<IpAddress> probes(Set<CidrBlock> blocks) {
    List<IpAddress> probes = new ArrayList<>(ENDS_OF_THE_LINES);
    blocks.forEach(block -> probes.addAll(AddressArbitraries.around(block)));
    return probes;
  }

  /** An entry, with its network as the oracle knows it. */
  private record Known(WhitelistEntry entry, Numeral network) {
    int prefixLength() {
      return entry.block().prefixLength();
    }
  }

  private static List<Known> known(Set<CidrBlock> blocks) {
    return entries(blocks).stream()
        .map(entry -> new Known(entry, AddressOracle.number(entry.block().network())))
        .toList();
  }

  private static Optional<WhitelistEntry> search(List<Known> known, IpAddress address) {
    Numeral numeral = AddressOracle.number(address);
    return known.stream()
        .filter(candidate -> numeral.isIn(candidate.network(), candidate.prefixLength()))
        .max(Comparator.comparingInt(Known::prefixLength))
        .map(Known::entry);
  }

  private static List<WhitelistEntry> entries(Collection<CidrBlock> blocks) {
    return blocks.stream()
        .map(block -> new WhitelistEntry(block, NOW, block.prefixLength()))
        .toList();
  }
}
