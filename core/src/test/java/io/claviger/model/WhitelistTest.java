package io.claviger.model;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.block;
import static io.claviger.model.Samples.entry;
import static io.claviger.model.Samples.whitelist;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

@Domain(AddressArbitraries.class)
@Domain(DomainContext.Global.class)
class WhitelistTest {
  @Property(tries = 200)
  void entriesAreInOrderOfBlockHoweverTheyCame(@ForAll Set<CidrBlock> blocks) {
    List<WhitelistEntry> entries = new ArrayList<>();
    new TreeSet<>(blocks).forEach(block -> entries.add(new WhitelistEntry(block, NOW, 1)));
    List<WhitelistEntry> shuffled = new ArrayList<>(entries);
    Collections.shuffle(shuffled, new Random(entries.size()));
    assertEquals(entries, Whitelist.of(shuffled).entries());
    assertEquals(Whitelist.of(entries), Whitelist.of(shuffled));
    assertEquals(entries.size(), Whitelist.of(shuffled).size());
  }

  @Property(tries = 200)
  void anEntryIsFoundByItsExactBlockOnly(
      @ForAll @Size(max = 40) Set<CidrBlock> blocks, @ForAll CidrBlock any) {
    Whitelist whitelist =
        Whitelist.of(blocks.stream().map(block -> new WhitelistEntry(block, NOW, 1)).toList());
    blocks.forEach(
        block ->
            assertEquals(Optional.of(block), whitelist.entry(block).map(WhitelistEntry::block)));
    assertEquals(blocks.contains(any), whitelist.entry(any).isPresent());
  }

  @Test
  void noBlockComesTwice() {
    Refusal.expect(
        ErrorCode.DUPLICATE_BLOCKS,
        List.of("203.0.113.7/32"),
        () -> whitelist("203.0.113.7", "10.0.0.0/8", "203.0.113.7/32"));
    Refusal.expect(
        ErrorCode.DUPLICATE_BLOCKS,
        List.of("10.0.0.0/8"),
        () -> whitelist("10.0.0.0/8").plus(List.of(entry("10.0.0.0/8"))));
    Refusal.expect(
        ErrorCode.DUPLICATE_BLOCKS, () -> whitelist("::ffff:203.0.113.7", "203.0.113.7"));
  }

  @Test
  void plusAndMinusMakeANewList() {
    Whitelist one = whitelist("10.0.0.0/8");
    Whitelist two = one.plus(List.of(entry("9.0.0.0/8")));
    assertEquals("[9.0.0.0/8, 10.0.0.0/8]", two.toString());
    assertEquals("[10.0.0.0/8]", one.toString());
    assertEquals(one, two.minus(block("9.0.0.0/8")));
    assertEquals(two, two.minus(block("9.0.0.0/9")));
    assertEquals(two, two.plus(List.of()));
    assertEquals("[9.0.0.0/8, 10.0.0.0/8]", two.toString());
  }

  @Test
  void minusTheLastEntryIsTheEmptyList() {
    Whitelist empty = whitelist("10.0.0.0/8").minus(block("10.0.0.0/8"));
    assertEquals(Whitelist.empty(), empty);
    assertTrue(empty.isEmpty());
    assertFalse(whitelist("10.0.0.0/8").isEmpty());
    assertSame(Whitelist.empty(), Whitelist.of(List.of()));
  }

  @Test
  void equalityIsThatOfTheEntriesWithTheirDates() {
    WhitelistEntry entry = entry("10.0.0.0/8");
    WhitelistEntry later = new WhitelistEntry(entry.block(), NOW.plusSeconds(1), 1);
    WhitelistEntry readded = new WhitelistEntry(entry.block(), NOW, 2);
    assertEquals(Whitelist.of(List.of(entry)), Whitelist.of(List.of(entry)));
    assertEquals(Whitelist.of(List.of(entry)).hashCode(), Whitelist.of(List.of(entry)).hashCode());
    assertNotEquals(Whitelist.of(List.of(entry)), Whitelist.of(List.of(later)));
    assertNotEquals(Whitelist.of(List.of(entry)), Whitelist.of(List.of(readded)));
    assertNotEquals(
        Whitelist.of(List.of(entry)).hashCode(), Whitelist.of(List.of(readded)).hashCode());
    assertNotEquals(Whitelist.empty(), null);
    assertNotEquals(Whitelist.empty(), List.of());
  }

  @Test
  void nobodyChangesItFromOutside() {
    List<WhitelistEntry> given = new ArrayList<>(List.of(entry("10.0.0.0/8")));
    Whitelist whitelist = Whitelist.of(given);
    given.clear();
    assertEquals(1, whitelist.size());
    assertThrows(UnsupportedOperationException.class, () -> whitelist.entries().clear());
  }
}
