package io.claviger.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.AddressArbitraries;
import io.claviger.CidrBlock;
import io.claviger.ErrorCode;
import io.claviger.InvalidValue;
import io.claviger.Samples;
import io.claviger.Whitelist;
import io.claviger.WhitelistEntry;
import io.claviger.internal.value.Timestamps;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
  private static final long NOW = Timestamps.toMicros(Samples.NOW);

  @Property(tries = 300)
  void whatItMakesIsTheSameInWhateverOrderTheyCome(
      @ForAll @Size(max = 40) Set<CidrBlock> blocks, @ForAll long addedIn) {
    Whitelist expected =
        Whitelist.of(
            blocks.stream().map(each -> new WhitelistEntry(each, Samples.NOW, addedIn)).toList());
    assertEquals(expected, built(List.copyOf(new TreeSet<>(blocks)), addedIn));
    assertEquals(expected, built(List.copyOf(blocks), addedIn));
  }

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
      String text = entry.block().toString();
      long created = Timestamps.toMicros(entry.createdAt());
      builder.add(text, 0, text.length(), created, entry.addedIn());
    }
    return builder.build();
  }

  @Property(tries = 300)
  void linesThatWereAddedTogetherAreAddedAsOneByOne(
      @ForAll @Size(max = 40) Set<CidrBlock> blocks, @ForAll @Size(max = 40) Set<CidrBlock> more) {
    WhitelistBuilder oneByOne = new WhitelistBuilder();
    WhitelistBuilder together = new WhitelistBuilder();
    Set<CidrBlock> others = new LinkedHashSet<>(more);
    others.removeAll(blocks);
    addBoth(oneByOne, together, blocks, 1);
    addBoth(oneByOne, together, others, 2);
    assertEquals(oneByOne.build(), together.build());
  }

  private static void addBoth(
      WhitelistBuilder oneByOne, WhitelistBuilder together, Set<CidrBlock> blocks, long addedIn) {
    blocks.forEach(
        block -> oneByOne.add(block.toString(), 0, block.toString().length(), NOW, addedIn));
    if (!blocks.isEmpty()) {
      String lines = blocks.stream().map(CidrBlock::toString).collect(Collectors.joining("\n"));
      together.add("1\n" + lines + "\t2\n3", 2, 2 + lines.length(), NOW, addedIn);
    }
  }

  @Test
  void ofSeveralLinesThoseBeforeTheOneThatIsRefusedAreAdded() {
    for (String more :
        List.of("", "\n11.0.0.0/8", "10.0.0.1/8\n11.0.0.0/8", "12.0.0.0/8\t1\n11.0.0.0/8")) {
      WhitelistBuilder builder = new WhitelistBuilder();
      String text = "10.0.0.0/8\n" + more;
      assertThrows(InvalidValue.class, () -> builder.add(text, 0, text.length(), NOW, 1));
      assertEquals(Whitelist.of(List.of(entry("10.0.0.0/8", 1))), builder.build());
    }
  }

  @Test
  void aLongBlockEndsWhereItIsSaidToEnd() {
    String block = "0000:0000:0000:0000:0000:ffff:255.255.255.255/128";
    for (String behind : List.of("", "\t", "\t\n", "\n1")) {
      WhitelistBuilder builder = new WhitelistBuilder();
      builder.add(block + behind, 0, block.length(), NOW, 1);
      assertEquals(Whitelist.of(List.of(entry("255.255.255.255/32", 1))), builder.build());
    }
  }

  @Test
  void placesOutsideOfTheTextAreRefused() {
    WhitelistBuilder builder = new WhitelistBuilder();
    for (int[] place : new int[][] {{-1, 10}, {0, 11}, {3, 2}, {11, 11}}) {
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> builder.add("10.0.0.0/8", place[0], place[1], NOW, 1));
    }
    assertEquals(Whitelist.empty(), builder.build());
  }

  @Test
  void aBlockThatComesTwiceIsRefused() {
    for (String block : List.of("10.0.0.0/8", "2001:db8::/32")) {
      List<CidrBlock> twice = List.of(CidrBlock.parse(block), CidrBlock.parse(block));
      InvalidValue refusal = assertThrows(InvalidValue.class, () -> built(twice, 1));
      assertEquals(ErrorCode.DUPLICATE_ADDRESSES_IN_INPUT, refusal.code());
    }
  }

  @Test
  void whatIsNoBlockOrNoTimeIsRefused() {
    WhitelistBuilder builder = new WhitelistBuilder();
    assertThrows(InvalidValue.class, () -> builder.add("10.0.0.1/8", 0, 10, NOW, 1));
    assertThrows(InvalidValue.class, () -> builder.add("10.0.0.0/8", 0, 9, NOW, 1));
    assertThrows(InvalidValue.class, () -> builder.add("10.0.0.0/8", 3, 3, NOW, 1));
    for (long never : new long[] {Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThrows(InvalidValue.class, () -> builder.add("10.0.0.0/8", 0, 10, never, 1));
    }
    assertEquals(Whitelist.empty(), builder.build());
  }

  @Test
  void anEmptyOneDoesNotComeOfBuildingTwice() {
    WhitelistBuilder builder = new WhitelistBuilder();
    builder.add("10.0.0.0/8", 0, 10, NOW, 1);
    assertEquals(1, builder.build().size());
    assertThrows(IllegalStateException.class, builder::build);
    assertThrows(IllegalStateException.class, () -> builder.add("11.0.0.0/8", 0, 10, NOW, 1));
  }

  @Test
  void norOfBuildingOnceMoreAfterARefusal() {
    WhitelistBuilder builder = new WhitelistBuilder();
    builder.add("10.0.0.0/8", 0, 10, NOW, 1);
    builder.add("10.0.0.0/8", 0, 10, NOW, 1);
    assertThrows(InvalidValue.class, builder::build);
    assertThrows(IllegalStateException.class, builder::build);
  }

  @Test
  void whateverRoomThereIsMoreComesIn() {
    for (int room : new int[] {0, 1, 2, 3, 100}) {
      WhitelistBuilder builder = new WhitelistBuilder(room);
      builder.add("10.0.0.0/8", 0, 10, NOW, 1);
      builder.add("11.0.0.0/8", 0, 10, NOW, 2);
      assertEquals(
          Whitelist.of(List.of(entry("10.0.0.0/8", 1), entry("11.0.0.0/8", 2))), builder.build());
    }
    assertEquals(Whitelist.empty(), new WhitelistBuilder(Integer.MAX_VALUE).build());
    assertThrows(InvalidValue.class, () -> new WhitelistBuilder(-1));
  }

  private static WhitelistEntry entry(String block, long addedIn) {
    return new WhitelistEntry(CidrBlock.parse(block), Samples.NOW, addedIn);
  }

  private static Whitelist built(List<CidrBlock> blocks, long addedIn) {
    WhitelistBuilder builder = new WhitelistBuilder();
    for (CidrBlock block : blocks) {
      String text = "[" + block + "]";
      builder.add(text, 1, text.length() - 1, NOW, addedIn);
    }
    return builder.build();
  }
}
