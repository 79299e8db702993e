package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.PublicKey;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.StoredApiKey;
import io.claviger.store.tck.Samples;
import io.claviger.store.tck.SettableTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of the freshness of an organization: one that is replaced is always dropped. */
class OrganizationsTest {
  private static final Moment EARLY = new Moment(1, 0);
  private static final Moment LATE = new Moment(2, 0);

  private final Samples samples = new Samples();
  private final Organization first = samples.organization();
  private final Organization second = samples.moved(first);
  private final StoredApiKey key = samples.key(first.id());
  private final InFlightLoads<PublicKey, Answer> lookups =
      new InFlightLoads<>(
          new Clocks(new SettableTicker(), () -> Instant.EPOCH),
          Runnable::run,
          Duration.ofSeconds(1));
  private final Organizations organizations = new Organizations(lookups);

  private Freshness load(Moment begun, Organization organization) {
    return organizations.complete(new InFlightLoad<>(begun), KeyLookup.of(organization, key));
  }

  @Test
  void theSameRevisionConfirmsWhatIsThere() {
    Freshness there = load(EARLY, first);

    assertSame(there, load(LATE, first));
    assertEquals(LATE, there.confirmed());
    assertSame(there, load(EARLY, first));
    assertEquals(LATE, there.confirmed(), "it gets no older");
  }

  /** Which of the two is the newer one nobody can tell; see the model. */
  @Test
  void anotherRevisionMakesWhatIsKnownUncertainAndIsNotKeptEither() {
    for (Moment begun : List.of(EARLY, LATE)) {
      Freshness there = load(LATE, second);

      assertNull(load(begun, first));

      assertTrue(there.isDropped());
      assertEquals(0, organizations.size(), "what is asked for next is read anew");
    }
  }

  @Test
  void whatALoadFindsThatWasMarkedOrGivenUpIsNotKept() {
    InFlightLoad<Answer> marked = new InFlightLoad<>(LATE);
    marked.mark(Set.of(first.id()));
    InFlightLoad<Answer> abandoned = new InFlightLoad<>(LATE);
    abandoned.abandon();
    for (InFlightLoad<Answer> load : List.of(marked, abandoned)) {
      Freshness there = load(EARLY, first);

      assertNull(organizations.complete(load, KeyLookup.of(second, key)));

      assertTrue(there.isDropped(), "one of the two is old");
      assertEquals(0, organizations.size());
    }
  }

  /** Of what moves no revision, as verifiers do, only the mark tells. */
  @Test
  void whatALoadFindsThatWasMarkedIsNotKeptAtTheSameRevisionEither() {
    Freshness there = load(EARLY, first);
    InFlightLoad<Answer> marked = new InFlightLoad<>(LATE);
    marked.mark(Set.of(first.id()));

    assertNull(organizations.complete(marked, KeyLookup.of(first, key)));

    assertFalse(there.isDropped());
  }

  /** Or a slow one would bring back what is known to be old. */
  @Test
  void aMoveThatIsLearnedMarksTheLoadsInFlight() {
    Freshness asked = load(EARLY, first);
    List<Optional<Freshness>> completed = new ArrayList<>();
    InFlightLoads.Waiter<Answer> unused =
        lookups.join(
            key.key().publicKey(),
            () -> {},
            load -> {
              organizations.learn(List.of(asked), LATE, Map.of(first.id(), second.revision()));
              completed.add(
                  Optional.ofNullable(organizations.complete(load, KeyLookup.of(first, key))));
              return new Answer(Optional.empty());
            });

    assertEquals(List.of(Optional.empty()), completed);
    assertEquals(0, organizations.size());
  }

  /** Or one that read before both would bring back what is known to be old. */
  @Test
  void anotherRevisionMarksTheLoadsInFlight() {
    Freshness there = load(EARLY, first);
    List<Optional<Freshness>> completed = new ArrayList<>();
    InFlightLoads.Waiter<Answer> unused =
        lookups.join(
            key.key().publicKey(),
            () -> {},
            load -> {
              assertNull(load(LATE, second));
              completed.add(
                  Optional.ofNullable(organizations.complete(load, KeyLookup.of(first, key))));
              return new Answer(Optional.empty());
            });

    assertTrue(there.isDropped());
    assertEquals(List.of(Optional.empty()), completed);
    assertEquals(0, organizations.size());
  }

  @Test
  void aMoveThatIsLearnedLateDropsOnlyWhatWasAskedFor() {
    Freshness asked = load(EARLY, first);
    assertNull(load(LATE, second));
    Freshness next = load(LATE, second);

    organizations.learn(List.of(asked), EARLY, Map.of(first.id(), second.revision()));

    assertTrue(asked.isDropped());
    assertFalse(next.isDropped());
    assertSame(next, load(LATE, second));
  }

  @Test
  void useIsNotedOnceInEachRound() {
    Freshness there = load(EARLY, first);

    assertTrue(there.use());
    assertFalse(there.use());
    there.beginRefresh();
    assertTrue(there.use());
  }
}
