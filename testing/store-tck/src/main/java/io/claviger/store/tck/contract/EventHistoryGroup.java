package io.claviger.store.tck.contract;

import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.EventType;
import io.claviger.model.Organization;
import io.claviger.model.Stamp;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.store.tck.StorePart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;

/** An organization, and the events that were written since its creation. */
@Needs(StorePart.EVENTS)
abstract class EventHistoryGroup extends ContractGroup {
  final List<AuditEvent> written = new ArrayList<>();
  Organization organization;

  @BeforeEach
  void create() {
    OrganizationChange creation = samples.creation(samples.organization());
    written.addAll(creation.events());
    organization = commit(creation);
  }

  final void change(AuditEvent... events) {
    organization =
        commit(
            OrganizationChange.update(
                organization.revision(),
                samples.moved(organization),
                KeyChanges.none(),
                List.of(events)));
    written.addAll(List.of(events));
  }

  final List<AuditEvent> newestFirst() {
    List<AuditEvent> reversed = new ArrayList<>(written);
    Collections.reverse(reversed);
    return reversed;
  }

  /** Makes three changes whose events are sorted neither by id nor by instant. */
  final void changeOutOfOrder() {
    change(at("2026-11-24T12:00:03Z", 9), at("2026-11-24T12:00:03Z", 4));
    change(at("2026-11-24T12:00:01Z", 2), at("2026-11-24T12:00:05Z", 8));
    change(at("2026-11-24T12:00:03Z", 6), at("2026-11-24T12:00:00Z", 1));
  }

  private AuditEvent at(String instant, int id) {
    return AuditEvent.of(
        new EventId(String.format("f%023x", id)),
        EventType.ORGANIZATION_REVISION_BUMPED,
        AuditEvent.Subject.of(organization.id()),
        new Stamp(Instant.parse(instant), samples.stamp().by()),
        new TreeMap<>(Map.of("number", Integer.toString(id))),
        Optional.empty());
  }
}
