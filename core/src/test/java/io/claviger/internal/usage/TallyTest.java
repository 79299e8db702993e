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

  private final Tally tally = new Tally(new PendingUsage(1), Uses.lookup(Uses.subject(1)), 0, -1);

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
}
