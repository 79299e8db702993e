package io.claviger.http;

import static io.claviger.http.Addresses.block;
import static io.claviger.http.Addresses.ip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.store.tck.arbitraries.ArbitraryAddresses;
import io.claviger.store.tck.arbitraries.BlockWithAddresses;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A search through all blocks says what is in the set. */
class BlockSetTest {
  @Property(tries = 300)
  void containsWhatABlockContains(@ForAll("blocks") List<BlockWithAddresses> drawn) {
    List<CidrBlock> blocks = drawn.stream().map(BlockWithAddresses::block).toList();
    BlockSet set = new BlockSet(blocks);
    List<IpAddress> probes = new ArrayList<>();
    drawn.forEach(each -> probes.addAll(List.of(each.inside(), each.outside())));
    for (IpAddress probe : probes) {
      boolean expected = blocks.stream().anyMatch(block -> block.contains(probe));
      assertEquals(expected, set.contains(probe), () -> probe + " in " + blocks);
    }
    assertEquals(blocks.isEmpty(), set.isEmpty());
  }

  @Provide
  Arbitrary<List<BlockWithAddresses>> blocks() {
    return ArbitraryAddresses.blocksWithAddresses().list().ofMaxSize(30);
  }

  @Test
  void aNestedBlockHidesNothingOfTheOneAroundIt() {
    BlockSet set =
        new BlockSet(List.of(block("10.1.2.3"), block("10.0.0.0/8"), block("10.1.0.0/16")));
    assertTrue(set.contains(ip("10.1.2.4")));
    assertTrue(set.contains(ip("10.255.255.255")));
    assertFalse(set.contains(ip("11.0.0.0")));
    assertEquals("[10.0.0.0/8]", set.toString());
  }

  @Test
  void aBlockNamedTwiceIsThereOnce() {
    assertEquals("[::1/128]", new BlockSet(List.of(block("::1"), block("::1/128"))).toString());
  }
}
