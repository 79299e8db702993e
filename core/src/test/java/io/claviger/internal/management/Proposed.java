package io.claviger.internal.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.Revision;
import io.claviger.model.Samples;
import io.claviger.model.Stamp;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What holds for every proposal that changes something. */
final class Proposed {
  private Proposed() {}

  /** The change that was proposed to this caller in this fixture, once it was looked through. */
  static OrganizationChange change(Fixture before, Caller caller, Proposal<?> proposal) {
    OrganizationChange change = proposal.change().orElseThrow();
    Revision was = before.organization().revision();
    assertEquals(Optional.of(was), change.expected());
    assertEquals(was.number() + 1, change.organization().revision().number());
    assertNotEquals(was.random(), change.organization().revision().random());
    assertEquals(before.organization().id(), change.organization().id());
    assertEquals(before.organization().created(), change.organization().created());
    if (!change.deletesOrganization()) {
      assertEquals(count(before.after(change)), change.organization().counters());
    }
    assertTrue(change.keys().secrets().isEmpty());
    Set<EventId> ids = new HashSet<>();
    for (AuditEvent event : change.events()) {
      assertEquals(new Stamp(Samples.NOW, caller.actor()), event.stamp());
      assertTrue(ids.add(event.id()), "ids of events are unique");
    }
    return change;
  }

  /** Nothing is to be changed. */
  static void nothing(Proposal<?> proposal) {
    assertEquals(Optional.empty(), proposal.change());
  }

  /** The events as text, each with the key it is about, if any. */
  static List<String> events(OrganizationChange change) {
    return change.events().stream()
        .map(
            event ->
                event.type()
                    + event
                        .subject()
                        .apiKey()
                        .map(id -> " of " + Integer.parseInt(id.value(), 16))
                        .orElse("")
                    + " "
                    + event.details())
        .toList();
  }

  static OrganizationCounters count(Fixture fixture) {
    int lasting = 0;
    for (StoredApiKey stored : fixture.facts().keys().values()) {
      ApiKey key = stored.key();
      lasting += key.isLastingOwner() ? 1 : 0;
    }
    return new OrganizationCounters(fixture.facts().keys().size(), lasting);
  }
}
