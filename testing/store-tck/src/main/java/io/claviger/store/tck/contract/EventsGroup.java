package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.AuditEvent;
import io.claviger.model.InvalidValueException;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.StoreException;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.store.tck.StorePart;
import io.claviger.store.tck.internal.Race;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Events are written with their change or not at all, and are read newest first. */
@Needs(StorePart.EVENTS)
abstract class EventsGroup extends EventHistoryGroup {
  private static final int CHANGES = 100;
  private static final int LARGE_CHANGES = 5;
  private static final int EVENTS_OF_A_LARGE_CHANGE = 500;

  @Test
  void areNoneWhereNothingEverHappened() {
    assertEquals(List.of(), newestEvents(samples.organization().id(), 10));
  }

  @Test
  void areWrittenWithTheChange() {
    change(samples.event(organization.id()));

    assertEquals(newestFirst(), newestEvents(organization.id(), 10));
  }

  /** Each change here writes one event, as the creation did. */
  @Test
  void areThereAsSoonAsTheirChangeIs() throws Exception {
    OrganizationId id = organization.id();
    long first = organization.revision().number();
    Race.during(
        () -> {
          for (int i = 0; i < CHANGES; i++) {
            change(samples.event(id));
          }
        },
        () -> {
          long changes = read(id).organization().revision().number() - first + 1;
          int written = newestEvents(id, 10 * CHANGES).size();
          assertTrue(written >= changes, () -> written + " events of " + changes + " changes");
        });
  }

  @Test
  void areToldNewestCommitFirstAndReversedWithinACommit() {
    change(samples.event(organization.id()), samples.event(organization.id()));
    change(
        samples.event(organization.id()),
        samples.event(organization.id()),
        samples.event(organization.id()));

    assertEquals(newestFirst(), newestEvents(organization.id(), 100));
  }

  @Test
  void areOrderedByCommitWhateverTheirIdsAndInstants() {
    changeOutOfOrder();

    assertEquals(newestFirst(), newestEvents(organization.id(), 100));
  }

  @Test
  void areAtMostAsManyAsAskedFor() {
    change(samples.event(organization.id()), samples.event(organization.id()));
    change(samples.event(organization.id()), samples.event(organization.id()));

    for (int limit = 1; limit <= written.size() + 1; limit++) {
      assertEquals(
          newestFirst().subList(0, Math.min(limit, written.size())),
          newestEvents(organization.id(), limit));
    }
    assertEquals(newestFirst(), newestEvents(organization.id(), Integer.MAX_VALUE));
  }

  @Test
  void areToldHoweverManyThereAre() {
    for (int i = 0; i < LARGE_CHANGES; i++) {
      change(
          Stream.generate(() -> samples.event(organization.id()))
              .limit(EVENTS_OF_A_LARGE_CHANGE)
              .toArray(AuditEvent[]::new));
    }

    int most = LARGE_CHANGES * EVENTS_OF_A_LARGE_CHANGE;
    assertEquals(newestFirst().subList(0, most), newestEvents(organization.id(), most));
  }

  @Test
  void cannotBeAskedForByALimitBelowOne() {
    for (int limit : List.of(0, -1, Integer.MIN_VALUE)) {
      assertThrows(
          InvalidValueException.class, () -> newestEvents(organization.id(), limit), "" + limit);
      assertThrows(
          InvalidValueException.class,
          () -> newestEvents(samples.organization().id(), limit),
          "" + limit);
    }
  }

  @Test
  void areToldPerOrganization() {
    OrganizationChange other = samples.creation(samples.organization());
    commit(other);
    change(samples.event(organization.id()));

    assertEquals(newestFirst(), newestEvents(organization.id(), 10));
    assertEquals(other.events(), newestEvents(other.organization().id(), 10));
  }

  @Test
  void areNotWrittenWhenTheChangeIsRefused() {
    Organization elsewhere = organization.withRevision(samples.revision(5));

    assertFalse(store().commit(samples.update(elsewhere, KeyChanges.none())));
    assertFalse(store().commit(samples.creation(organization)));

    assertEquals(newestFirst(), newestEvents(organization.id(), 10));
  }

  @Test
  void areNotWrittenWhenTheChangeFails() {
    OrganizationChange change = samples.update(organization, KeyChanges.delete(samples.apiKeyId()));

    assertThrows(StoreException.class, () -> store().commit(change));

    assertEquals(newestFirst(), newestEvents(organization.id(), 10));
  }

  @Test
  void ofARefusedChangeCanBeToldAgain() {
    Organization elsewhere = organization.withRevision(samples.revision(5));
    OrganizationChange refused = samples.update(elsewhere, KeyChanges.none());
    assertFalse(store().commit(refused));

    change(refused.events().toArray(AuditEvent[]::new));

    assertEquals(newestFirst(), newestEvents(organization.id(), 10));
  }
}
