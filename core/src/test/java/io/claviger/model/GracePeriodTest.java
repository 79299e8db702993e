package io.claviger.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The texts of grace periods, which events keep for ever. */
class GracePeriodTest {
  @Test
  void eachHasItsText() {
    assertEquals("none", GracePeriod.none().toString());
    assertEquals("for PT1H", GracePeriod.of(Duration.ofHours(1)).toString());
    Refusal.expect(ErrorCode.INVALID_VALUE, () -> GracePeriod.of(Duration.ofNanos(999)));
    assertEquals("until 2026-11-24T12:00:00Z", GracePeriod.until(Samples.NOW).toString());
    assertEquals("after first use PT1H", GracePeriod.afterFirstUse(Duration.ofHours(1)).toString());
    assertEquals("until deleted", GracePeriod.untilDeleted().toString());
  }
}
