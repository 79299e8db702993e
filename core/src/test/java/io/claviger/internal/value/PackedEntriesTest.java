package io.claviger.internal.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.CidrBlock;
import io.claviger.Samples;
import io.claviger.WhitelistEntry;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much room they take; that they come back is tested where they are used. */
class PackedEntriesTest {
  @Test
  void whenTheyWereAddedIsKeptOnceForThoseThatWereAddedTogether() {
    assertEquals(12 + 200 * 5 + 20, length(200, i -> 1));
    assertEquals(12 + 200 * 5 + 2 * 20, length(200, i -> i / 100));
    assertEquals(12 + 200 * 5 + 200 * 20, length(200, i -> i % 2));
  }

  @Test
  void alsoWhereTheyAreOfBothFamilies() {
    List<WhitelistEntry> entries = List.of(entry("10.0.0.0/8", 1), entry("2001:db8::/32", 1));
    assertEquals(12 + 5 + 17 + 20, PackedEntries.of(entries).length());
  }

  @Test
  void noneTakeTheNumbersOnly() {
    assertEquals(12, PackedEntries.of(List.of()).length());
  }

  private static int length(int entries, IntUnaryOperator addedIn) {
    return PackedEntries.of(
            IntStream.range(0, entries)
                .mapToObj(i -> entry("10.0." + i + ".0/24", addedIn.applyAsInt(i)))
                .toList())
        .length();
  }

  private static WhitelistEntry entry(String block, long addedIn) {
    return new WhitelistEntry(CidrBlock.parse(block), Samples.NOW, addedIn);
  }
}
