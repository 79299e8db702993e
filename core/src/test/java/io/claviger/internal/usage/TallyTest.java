package io.claviger.internal.usage;

import static io.claviger.internal.time.Micros.toMicros;
import static io.claviger.internal.usage.Uses.HERE;
import static io.claviger.internal.usage.Uses.usage;
import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.IpAddress;
import io.claviger.model.Usage;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final IpAddress THERE = ip("2001:db8::1");

  private static final PendingUsage PENDING = new PendingUsage(1);

  private final Tally tally = new Tally(PENDING);

  /** Another version of a key may have its entries in other places. */
  @Test
  void itIsClaimedOnceAndCountsAgainForThoseAlone() {
    assertFalse(tally.addAgain(PENDING, 0, 1, toMicros(NOW), HERE), "nobody has");
    assertTrue(tally.claim(0, 1));
    assertTrue(tally.claim(0, 1));
    assertFalse(tally.claim(0, 2));
    assertFalse(tally.claim(1, 1));
    assertTrue(tally.addAgain(PENDING, 0, 1, toMicros(NOW), HERE));
    assertFalse(tally.addAgain(PENDING, 0, 2, toMicros(NOW), HERE));
    assertFalse(tally.addAgain(PENDING, 1, 1, toMicros(NOW), HERE));
    assertFalse(tally.addAgain(new PendingUsage(1), 0, 1, toMicros(NOW), HERE));
    assertEquals(usage(1, NOW), tally.drain());
    assertFalse(tally.addAgain(PENDING, 0, 1, toMicros(NOW), HERE), "drained");
  }

  @Test
  void theLatestUseStaysInWhateverOrderTheyCome() {
    tally.add(1, toMicros(NOW), THERE);
    tally.add(1, toMicros(NOW.minusSeconds(1)), HERE);
    assertEquals(new Usage(2, Optional.of(new Usage.Last(NOW, THERE))), tally.usage());
    tally.add(1, toMicros(NOW.plusSeconds(1)), HERE);
    assertEquals(usage(3, NOW.plusSeconds(1)), tally.usage());
  }

  @Test
  void ofTwoUsesAtOneInstantTheOneCountedLastStays() {
    tally.add(1, toMicros(NOW), THERE);
    tally.add(1, toMicros(NOW), HERE);
    assertEquals(usage(2, NOW), tally.usage());
  }

  @Test
  void afterItWasDrainedItRefuses() {
    tally.add(1, toMicros(NOW), HERE);
    tally.drain();
    assertFalse(tally.add(1, toMicros(NOW), HERE));
    assertEquals(Usage.none(), tally.usage());
    assertEquals(Usage.none(), tally.drain());
  }
}
