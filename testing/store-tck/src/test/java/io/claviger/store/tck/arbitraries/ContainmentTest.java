package io.claviger.store.tck.arbitraries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import java.util.Comparator;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

class ContainmentTest {
  @Property
  void insideIsContainedAndOutsideIsNot(@ForAll BlockWithAddresses sides) {
    assertTrue(sides.block().contains(sides.inside()));
    assertFalse(sides.block().contains(sides.outside()));
    Statistics.label("outside is of the same family")
        .collect(sides.outside().family() == sides.block().network().family())
        .coverage(
            coverage -> {
              coverage.check(true).percentage(percent -> percent > 30);
              coverage.check(false).percentage(percent -> percent > 1);
            });
  }

  @Property
  void everyPrefixLengthComes(@ForAll CidrBlock block) {
    Statistics.label("length")
        .collect(block.prefixLength() == 0 ? "0" : block.singleAddress().isPresent() ? "full" : "")
        .coverage(
            coverage -> {
              coverage.check("0").percentage(percent -> percent > 0.2);
              coverage.check("full").percentage(percent -> percent > 0.2);
            });
    assertEquals(block, CidrBlock.containing(block.network(), block.prefixLength()));
  }

  @Property
  void aBlockContainsABlockIfItContainsItsAddressesAndIsNoNarrower(
      @ForAll BlockWithAddresses sides, @ForAll CidrBlock other) {
    assertEquals(
        sides.block().contains(other.network())
            && sides.block().prefixLength() <= other.prefixLength(),
        sides.block().contains(other));
  }

  @Property
  void theMostSpecificEntryAnswers(@ForAll Whitelist whitelist, @ForAll IpAddress anywhere) {
    assertMostSpecific(whitelist, anywhere);
    for (WhitelistEntry entry : whitelist.entries()) {
      assertMostSpecific(whitelist, entry.block().network());
    }
  }

  private static void assertMostSpecific(Whitelist whitelist, IpAddress address) {
    Optional<WhitelistEntry> expected =
        whitelist.entries().stream()
            .filter(entry -> entry.block().contains(address))
            .max(Comparator.comparing(entry -> entry.block().prefixLength()));
    assertEquals(expected, whitelist.match(address));
  }
}
