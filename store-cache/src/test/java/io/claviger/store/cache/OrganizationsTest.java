package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Organization;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.StoredApiKey;
import io.claviger.store.tck.Samples;
import org.junit.jupiter.api.Test;

/** What becomes of the freshness of an organization: one that is replaced is always dropped. */
class OrganizationsTest {
  private static final Moment EARLY = new Moment(1, 0);
  private static final Moment LATE = new Moment(2, 0);

  private final Samples samples = new Samples();
  private final Organization first = samples.organization();
  private final Organization second = samples.moved(first);
  private final StoredApiKey key = samples.key(first.id());
  private final Organizations organizations = new Organizations();

  private Freshness land(Moment begun, Organization organization) {
    return organizations.land(new Flight<>(begun), new KeyLookup(organization, key));
  }

  @Test
  void theSameRevisionConfirmsWhatIsThere() {
    Freshness there = land(EARLY, first);

    assertSame(there, land(LATE, first));
    assertEquals(LATE, there.confirmed());
    assertSame(there, land(EARLY, first));
    assertEquals(LATE, there.confirmed(), "it gets no older");
  }

  @Test
  void anotherRevisionReplacesWhatIsThere() {
    Freshness there = land(EARLY, first);

    Freshness next = land(LATE, second);

    assertNotNull(next);
    assertTrue(next.isAt(second.revision()));
    assertTrue(there.isDropped());
    assertFalse(next.isDropped());
    assertEquals(1, organizations.size());
  }

  @Test
  void anotherRevisionThatWasReadEarlierReplacesNothing() {
    Freshness there = land(LATE, second);

    assertNull(land(EARLY, first));

    assertFalse(there.isDropped());
    assertSame(there, land(LATE, second));
  }

  @Test
  void whatAFlightBringsThatWasMarkedOrGivenUpChangesNothing() {
    Freshness there = land(EARLY, first);
    Flight<Answer> marked = new Flight<>(LATE);
    marked.mark(first.id());
    Flight<Answer> abandoned = new Flight<>(LATE);
    abandoned.abandon();

    assertNull(organizations.land(marked, new KeyLookup(second, key)));
    assertNull(organizations.land(abandoned, new KeyLookup(second, key)));

    assertFalse(there.isDropped());
    assertEquals(EARLY, there.confirmed());
    assertSame(there, land(EARLY, first));
  }

  @Test
  void aMoveThatIsLearnedLateDropsOnlyWhatWasAskedFor() {
    Freshness asked = land(EARLY, first);
    Freshness next = land(LATE, second);

    organizations.learn(asked, EARLY, second.revision());

    assertTrue(asked.isDropped());
    assertFalse(next.isDropped());
    assertSame(next, land(LATE, second));
  }

  @Test
  void useIsNotedOnceInEachRound() {
    Freshness there = land(EARLY, first);

    assertTrue(there.use());
    assertFalse(there.use());
    there.beginRefresh();
    assertTrue(there.use());
  }
}
