package io.claviger.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventQueryTest {
  private static final OrganizationId ORGANIZATION = new OrganizationId("acme");
  private static final EventId EVENT = new EventId("0".repeat(24));

  @Test
  void itGoesOnWithAsMany() {
    EventQuery newest = EventQuery.newest(ORGANIZATION, 7);
    assertEquals(new EventQuery(ORGANIZATION, Optional.empty(), Optional.empty(), 7), newest);
    assertEquals(
        new EventQuery(ORGANIZATION, Optional.empty(), Optional.of(EVENT), 7),
        newest.withBefore(EVENT));
  }

  @Test
  void aLimitBelowOneIsRefused() {
    for (int limit : new int[] {0, -1, Integer.MIN_VALUE}) {
      InvalidValueException refusal =
          assertThrows(InvalidValueException.class, () -> EventQuery.newest(ORGANIZATION, limit));
      assertEquals(ErrorCode.INVALID_VALUE, refusal.code());
    }
  }
}
