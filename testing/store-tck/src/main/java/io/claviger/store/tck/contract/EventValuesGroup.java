package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.Actor;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventType;
import io.claviger.model.Organization;
import io.claviger.model.Stamp;
import io.claviger.spi.store.EventChain;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.StorePart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events come back equal to the given ones. */
@Needs(StorePart.EVENTS)
abstract class EventValuesGroup extends ContractGroup {
  private Organization organization;
  private StoredApiKey key;

  @BeforeEach
  void create() {
    organization = samples.organization();
    key = samples.key(organization.id());
  }

  @Test
  void keepEveryType() {
    List<AuditEvent> events = new ArrayList<>();
    for (EventType type : EventType.values()) {
      events.add(event(type, onOrganization(), samples.stamp(), new TreeMap<>()));
    }
    keeps(events);
  }

  @Test
  void keepWhatTheyAreAbout() {
    keeps(
        List.of(
            event(EventType.API_KEY_CREATED, onKey(), samples.stamp(), new TreeMap<>()),
            event(
                EventType.ORGANIZATION_REVISION_BUMPED,
                onOrganization(),
                samples.stamp(),
                new TreeMap<>()),
            event(
                EventType.API_KEY_DELETED,
                AuditEvent.Subject.of(organization.id(), samples.apiKeyId()),
                samples.stamp(),
                new TreeMap<>())));
  }

  @Test
  void keepInstantsToTheMicrosecond() {
    List<AuditEvent> events = new ArrayList<>();
    for (Instant instant : EdgeValues.instants()) {
      Stamp stamp = new Stamp(instant, samples.stamp().by());
      events.add(event(EventType.API_KEY_ENABLED, onKey(), stamp, new TreeMap<>()));
    }
    keeps(events);
  }

  @Test
  void keepActors() {
    List<AuditEvent> events = new ArrayList<>();
    for (Actor actor : EdgeValues.actors()) {
      Stamp stamp = new Stamp(samples.instant(), actor);
      events.add(event(EventType.API_KEY_DISABLED, onKey(), stamp, new TreeMap<>()));
    }
    keeps(events);
  }

  @Test
  void keepEveryDetail() {
    List<AuditEvent> events = new ArrayList<>();
    for (String text : EdgeValues.texts()) {
      TreeMap<String, String> details = new TreeMap<>();
      details.put(text, text);
      details.put("same", text);
      events.add(event(EventType.API_KEY_LABELS_CHANGED, onKey(), samples.stamp(), details));
    }
    SortedMap<String, String> many = EdgeValues.labels().values();
    events.add(event(EventType.API_KEY_ROLES_CHANGED, onKey(), samples.stamp(), many));
    keeps(events);
  }

  @Test
  void keepTheirMacs() {
    String longest = "m".repeat(120);
    AuditEvent first = event().withMac(longest);
    EventChain chain = new EventChain(Optional.of(longest), Optional.of("b".repeat(120)));
    commit(samples.creation(organization, key).with(List.of(first, event()), chain));
    assertEquals(chain, read(organization.id()).chain());

    EventChain next = new EventChain(Optional.of("second"), Optional.of("began"));
    OrganizationChange update =
        samples
            .update(organization, KeyChanges.none())
            .with(List.of(event().withMac("third")), next);
    commit(update);
    assertEquals(next, read(organization.id()).chain());
    assertEquals(
        List.of(Optional.of("third"), Optional.empty(), Optional.of(longest)),
        newestEvents(organization.id(), 3).stream().map(AuditEvent::mac).toList());

    commit(samples.update(update.organization(), KeyChanges.none()));
    assertEquals(EventChain.none(), read(organization.id()).chain());
  }

  private AuditEvent event() {
    return samples.event(organization.id());
  }

  private void keeps(List<AuditEvent> events) {
    commit(OrganizationChange.creation(organization, List.of(key), events));

    List<AuditEvent> newestFirst = new ArrayList<>(events);
    Collections.reverse(newestFirst);
    assertEquals(newestFirst, newestEvents(organization.id(), events.size()));
  }

  private AuditEvent event(
      EventType type, AuditEvent.Subject subject, Stamp stamp, SortedMap<String, String> details) {
    return AuditEvent.of(samples.eventId(), type, subject, stamp, details, Optional.empty());
  }

  private AuditEvent.Subject onOrganization() {
    return AuditEvent.Subject.of(organization.id());
  }

  private AuditEvent.Subject onKey() {
    return AuditEvent.Subject.of(organization.id(), key.key().id());
  }
}
