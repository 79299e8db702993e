package io.claviger.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.internal.time.Micros;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

@Domain(AddressArbitraries.class)
@Domain(DomainContext.Global.class)
class WhitelistBuilderTest {
  private static final long NOW = Micros.toMicros(Samples.NOW);

  @Property(tries = 300)
  void whenEachWasAddedComesBack(
      @ForAll @Size(max = 40) Set<CidrBlock> blocks,
      @ForAll @Size(40) List<@IntRange(max = 3) Integer> additions) {
    List<WhitelistEntry> entries = new ArrayList<>();
    for (CidrBlock block : blocks) {
      int addition = additions.get(entries.size());
      entries.add(new WhitelistEntry(block, Samples.NOW.plusSeconds(addition / 2), addition % 2));
    }
    Whitelist whitelist = Whitelist.of(entries);
    assertEquals(whitelist, builtOf(entries));
    assertEquals(whitelist, builtOf(whitelist.entries()));
  }

  private static Whitelist builtOf(List<WhitelistEntry> entries) {
    WhitelistBuilder builder = new WhitelistBuilder();
    for (WhitelistEntry entry : entries) {
      String text = "x" + entry.block() + "\t1";
      long created = Micros.toMicros(entry.createdAt());
      builder.add(text, 1, text.length() - 2, created, entry.addedIn());
    }
    return builder.build();
  }

  @Test
  void aBlockThatComesTwiceIsRefused() {
    for (String block : List.of("10.0.0.0/8", "2001:db8::/32")) {
      List<CidrBlock> twice = List.of(CidrBlock.parse(block), CidrBlock.parse(block));
      InvalidValueException refusal =
          assertThrows(InvalidValueException.class, () -> built(twice, 1));
      assertEquals(ErrorCode.DUPLICATE_BLOCKS, refusal.code());
    }
  }

  @Test
  void whatIsNoBlockOrNoTimeIsRefused() {
    WhitelistBuilder builder = new WhitelistBuilder();
    for (String block : List.of("10.0.0.1/8", "10.0.0.0/33", "10.0.0/8", "", "::1/64")) {
      assertThrows(
          InvalidValueException.class, () -> builder.add(block, 0, block.length(), NOW, 1));
    }
    for (long never : new long[] {Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThrows(InvalidValueException.class, () -> builder.add("10.0.0.0/8", 0, 10, never, 1));
    }
    assertEquals(Whitelist.empty(), builder.build());
    builder.add("0.0.0.0/0", 0, 9, NOW, 1);
    assertEquals(1, builder.build().size());
  }

  /** What is built does not change any more. */
  @Test
  void moreComesInAfterwards() {
    WhitelistBuilder builder = new WhitelistBuilder();
    Whitelist one = builder.add(entry("10.0.0.0/8", 1)).build();
    Whitelist both = builder.add(entry("11.0.0.0/8", 2)).build();
    assertEquals(Whitelist.of(List.of(entry("10.0.0.0/8", 1))), one);
    assertEquals(Whitelist.of(List.of(entry("10.0.0.0/8", 1), entry("11.0.0.0/8", 2))), both);
  }

  private static WhitelistEntry entry(String block, long addedIn) {
    return new WhitelistEntry(CidrBlock.parse(block), Samples.NOW, addedIn);
  }

  private static Whitelist built(List<CidrBlock> blocks, long addedIn) {
    return builtOf(
        blocks.stream().map(block -> new WhitelistEntry(block, Samples.NOW, addedIn)).toList());
  }
}
