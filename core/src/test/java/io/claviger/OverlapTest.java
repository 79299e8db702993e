package io.claviger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The texts of overlaps, which events keep for ever. */
class OverlapTest {
  @Test
  void eachHasItsText() {
    assertEquals("none", Overlap.none().toString());
    assertEquals("until 2026-11-24T12:00:00Z", Overlap.until(Samples.NOW).toString());
    assertEquals("after first use PT1H", Overlap.afterFirstUse(Duration.ofHours(1)).toString());
    assertEquals("by hand", Overlap.byHand().toString());
  }
}
