package io.claviger.internal.forwarding;

import static io.claviger.Samples.block;
import static io.claviger.Samples.ip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.AddressArbitraries;
import io.claviger.CidrBlock;
import io.claviger.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

/** A search through all blocks says what is in the set. */
@Domain(AddressArbitraries.class)
@Domain(DomainContext.Global.class)
class BlockSetTest {
  @Property(tries = 300)
  void containsWhatABlockContains(
      @ForAll @Size(max = 30) Set<CidrBlock> blocks, @ForAll IpAddress anywhere) {
    BlockSet set = new BlockSet(blocks);
    List<IpAddress> probes = new ArrayList<>(List.of(anywhere));
    blocks.forEach(block -> probes.addAll(AddressArbitraries.around(block)));
    for (IpAddress probe : probes) {
      boolean expected = blocks.stream().anyMatch(block -> block.contains(probe));
      assertEquals(expected, set.contains(probe), () -> probe + " in " + blocks);
    }
    assertEquals(blocks.isEmpty(), set.isEmpty());
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
