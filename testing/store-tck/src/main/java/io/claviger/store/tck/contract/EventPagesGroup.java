package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventQuery;
import io.claviger.model.EventType;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.store.tck.StorePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Events are read in pages: the next page begins before the last event that was read. */
@Needs(StorePart.EVENTS)
abstract class EventPagesGroup extends EventHistoryGroup {
  private static final int EVENTS_OF_A_LARGE_CHANGE = 500;

  @Test
  void goOnBehindEachEvent() {
    change(samples.event(organization.id()));
    changeOutOfOrder();
    change(samples.event(organization.id()));

    for (int limit = 1; limit <= written.size() + 1; limit++) {
      areToldInPagesOf(limit);
    }
  }

  @Test
  void goOnWithinALargeChange() {
    change(
        Stream.generate(() -> samples.event(organization.id()))
            .limit(EVENTS_OF_A_LARGE_CHANGE)
            .toArray(AuditEvent[]::new));

    areToldInPagesOf(90);
  }

  /** Events that are committed meanwhile are newer, so they are on no later page. */
  @Test
  void goOnWhereTheyWereLeft() {
    changeOutOfOrder();
    List<AuditEvent> before = newestFirst();
    change(samples.event(organization.id()));

    assertEquals(
        before.subList(1, before.size()),
        auditLog()
            .events(
                EventQuery.newest(organization.id(), Integer.MAX_VALUE)
                    .withBefore(before.get(0).id())));
  }

  @Test
  void areEmptyBehindAnEventThatTheOrganizationDoesNotHave() {
    OrganizationChange other = samples.creation(samples.organization());
    commit(other);
    change(samples.event(organization.id()));

    EventQuery query = EventQuery.newest(organization.id(), 10);
    assertEquals(List.of(), auditLog().events(query.withBefore(other.events().get(0).id())));
    assertEquals(List.of(), auditLog().events(query.withBefore(samples.eventId())));
    EventQuery nowhere = EventQuery.newest(samples.organization().id(), 10);
    assertEquals(List.of(), auditLog().events(nowhere.withBefore(written.get(0).id())));
  }

  @Test
  void canBeThoseOfOneKey() {
    ApiKeyId one = samples.apiKeyId();
    ApiKeyId other = samples.apiKeyId();
    List<AuditEvent> ofOne = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ofOne.add(0, ofKey(one));
      change(ofKey(other), ofOne.get(0), samples.event(organization.id()));
    }
    EventQuery query = EventQuery.newest(organization.id(), 2).withKey(one);

    assertEquals(ofOne.subList(0, 2), auditLog().events(query));
    assertEquals(ofOne.subList(2, 3), auditLog().events(query.withBefore(ofOne.get(1).id())));
    assertEquals(List.of(), auditLog().events(query.withKey(samples.apiKeyId())));
  }

  private AuditEvent ofKey(ApiKeyId key) {
    AuditEvent event = samples.event(organization.id());
    return AuditEvent.of(
        event.id(),
        EventType.API_KEY_DESCRIPTION_CHANGED,
        AuditEvent.Subject.of(organization.id(), key),
        event.stamp(),
        event.details(),
        Optional.empty());
  }

  /** Reads all pages: each is full, except the last one. */
  private void areToldInPagesOf(int limit) {
    List<AuditEvent> all = newestFirst();
    EventQuery query = EventQuery.newest(organization.id(), limit);
    List<AuditEvent> page = auditLog().events(query);
    for (int from = 0; from < all.size(); from += limit) {
      assertEquals(all.subList(from, Math.min(from + limit, all.size())), page);
      page = auditLog().events(query.withBefore(page.get(page.size() - 1).id()));
    }
    assertEquals(List.of(), page);
  }
}
