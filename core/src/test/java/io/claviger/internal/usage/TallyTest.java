package io.claviger.internal.usage;

import static io.claviger.internal.time.Micros.toMicros;
import static io.claviger.internal.usage.Uses.HERE;
import static io.claviger.internal.usage.Uses.usage;
import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.Samples;
import io.claviger.model.Usage;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.KeyLookup;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final IpAddress THERE = ip("2001:db8::1");

  private final Tally tally = new Tally(Uses.lookup(Uses.subject(1)), 0, -1, null);

  @Test
  void theLatestUseStaysInWhateverOrderTheyCome() {
    tally.add(1, toMicros(NOW), THERE);
    tally.add(1, toMicros(NOW.minusSeconds(1)), HERE);
    assertEquals(new Usage(2, Optional.of(new Usage.Last(NOW, THERE))), tally.counted().usage());
    tally.add(1, toMicros(NOW.plusSeconds(1)), HERE);
    assertEquals(usage(3, NOW.plusSeconds(1)), tally.counted().usage());
  }

  @Test
  void ofTwoUsesAtOneInstantTheOneCountedLastStays() {
    tally.add(1, toMicros(NOW), THERE);
    tally.add(1, toMicros(NOW), HERE);
    assertEquals(usage(2, NOW), tally.counted().usage());
  }

  @Test
  void afterItWasDrainedItRefusesAndKeepsWhatItCounted() {
    tally.add(1, toMicros(NOW), HERE);
    assertTrue(tally.drain());
    assertFalse(tally.add(1, toMicros(NOW), HERE));
    assertEquals(Optional.empty(), tally.pending());
    assertEquals(usage(1, NOW), tally.counted().usage());
  }

  /** A lookup of another time has the same parts, perhaps in other places. */
  @Test
  void itCountsForTheSameSecretAndEntryOfAnyLookup() {
    KeyLookup key = key(1, listed("10.0.0.0/8", 1), listed("2001:db8::/32", 1));
    KeyLookup later =
        key(1, listed("10.0.0.0/16", 1), listed("10.0.0.0/8", 1), listed("2001:db8::/32", 2));
    for (int entry : List.of(-1, 0, 1)) {
      Tally one = new Tally(key, 0, entry, null);
      for (int other : List.of(-1, 0, 1)) {
        assertEquals(other == entry, one.isOf(key, 0, other));
        assertFalse(one.isOf(key(2, listed("10.0.0.0/8", 1), listed("::/1", 1)), 0, other));
      }
    }
    assertTrue(new Tally(key, 0, -1, null).isOf(later, 0, -1));
    assertFalse(new Tally(key, 0, -1, null).isOf(later, 0, 0));
    assertTrue(new Tally(key, 0, 0, null).isOf(later, 0, 0), "10.0.0.0/8");
    assertEquals(Tally.hash(key, 0, 0), Tally.hash(later, 0, 0));
    assertEquals(Tally.hash(key, 0, 1), Tally.hash(later, 0, 2));
    assertFalse(new Tally(key, 0, 0, null).isOf(later, 0, 1), "10.0.0.0/16");
    assertFalse(new Tally(key, 0, 0, null).isOf(later, 0, 2), "an IPv6 block");
    assertFalse(new Tally(key, 0, 1, null).isOf(later, 0, 2), "added again");
    assertTrue(new Tally(key, 0, 1, null).isOf(key(1, listed("2001:db8::/32", 1)), 0, 0));
  }

  private static WhitelistEntry listed(String block, long addedIn) {
    return new WhitelistEntry(CidrBlock.parse(block), NOW, addedIn);
  }

  private static KeyLookup key(int n, WhitelistEntry... entries) {
    KeyLookup plain = Uses.lookup(Uses.subject(n));
    return KeyLookup.of(
        plain.organization(),
        plain.id(),
        plain.publicKey(),
        Samples.member(1).settings().withWhitelist(Whitelist.of(List.of(entries))),
        plain.secrets());
  }
}
