package io.claviger.store.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.AuditEvent;
import io.claviger.Organization;
import io.claviger.spi.EventQuery;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.OrganizationChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events are told page by page: whoever has read some goes on behind the last of them. */
abstract class EventPagesGroup extends ContractGroup {
  private static final int EVENTS_OF_A_LARGE_CHANGE = 500;

  private final List<AuditEvent> written = new ArrayList<>();
  private Organization organization;

  EventPagesGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

  @BeforeEach
  void create() {
    OrganizationChange creation = samples.creation(samples.organization());
    written.addAll(creation.events());
    organization = commit(creation);
  }

  @Test
  void goOnBehindEachEvent() {
    change(samples.event(organization.id()), samples.event(organization.id()));
    change(samples.event(organization.id()));
    change(
        samples.event(organization.id()),
        samples.event(organization.id()),
        samples.event(organization.id()));
    change(samples.event(organization.id()));

    for (int limit = 1; limit <= written.size() + 1; limit++) {
      assertEquals(newestFirst(), pageByPage(EventQuery.newest(organization.id(), limit)));
    }
  }

  @Test
  void goOnWithinALargeChange() {
    change(
        Stream.generate(() -> samples.event(organization.id()))
            .limit(EVENTS_OF_A_LARGE_CHANGE)
            .toArray(AuditEvent[]::new));

    assertEquals(newestFirst(), pageByPage(EventQuery.newest(organization.id(), 90)));
  }

  /** What is committed meanwhile is newer, and on no page behind. */
  @Test
  void goOnWhereTheyWereLeft() {
    change(samples.event(organization.id()), samples.event(organization.id()));
    List<AuditEvent> before = newestFirst();
    AuditEvent newest = before.get(0);
    change(samples.event(organization.id()));

    assertEquals(
        before.subList(1, before.size()),
        auditLog().events(EventQuery.newest(organization.id(), 10).before(newest.id())));
  }

  @Test
  void areEmptyBehindAnEventThatTheOrganizationDoesNotHave() {
    OrganizationChange other = samples.creation(samples.organization());
    commit(other);
    change(samples.event(organization.id()));

    EventQuery query = EventQuery.newest(organization.id(), 10);
    assertEquals(List.of(), auditLog().events(query.before(other.events().get(0).id())));
    assertEquals(List.of(), auditLog().events(query.before(samples.eventId())));
    assertEquals(
        List.of(),
        auditLog()
            .events(
                EventQuery.newest(samples.organization().id(), 10).before(written.get(0).id())));
  }

  private List<AuditEvent> pageByPage(EventQuery query) {
    List<AuditEvent> told = new ArrayList<>();
    List<AuditEvent> page = auditLog().events(query);
    while (!page.isEmpty() && told.size() <= written.size()) {
      told.addAll(page);
      page = auditLog().events(query.before(page.get(page.size() - 1).id()));
    }
    return told;
  }

  private void change(AuditEvent... events) {
    organization =
        commit(
            OrganizationChange.update(
                organization.revision(),
                samples.moved(organization),
                KeyChanges.none(),
                List.of(events)));
    written.addAll(List.of(events));
  }

  private List<AuditEvent> newestFirst() {
    List<AuditEvent> reversed = new ArrayList<>(written);
    Collections.reverse(reversed);
    return reversed;
  }
}
