package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventQuery;
import io.claviger.model.KeyPage;
import io.claviger.model.Organization;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.StorePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After the deletion of an organization its events remain, and its id stays taken. */
abstract class DeletionGroup extends ContractGroup {
  private static final int MANY_KEYS = 501;

  private Organization organization;
  private StoredApiKey first;
  private StoredApiKey second;
  private List<AuditEvent> eventsBefore;
  private OrganizationChange deletion;

  @BeforeEach
  void create() {
    Organization started = samples.organization();
    first = samples.key(started.id());
    second = samples.key(started.id());
    organization = commit(samples.creation(started, first, second));
    eventsBefore = snapshot(organization.id()).events();
    deletion = samples.deletion(organization);
  }

  @Test
  void leavesNothingButEvents() {
    commit(deletion);

    List<AuditEvent> events = new ArrayList<>(keepsEvents() ? deletion.events() : List.of());
    events.addAll(eventsBefore);
    assertEquals(
        new Snapshot(
            Optional.empty(),
            List.of(Optional.empty(), Optional.empty()),
            new KeyPage(List.of(), false),
            Map.of(),
            events,
            Map.of()),
        snapshot(organization.id(), first, second));
  }

  /** The keys are more than a store may read or delete in one statement. */
  @Test
  void leavesNoneOfManyKeys() {
    Organization large = samples.organization();
    List<StoredApiKey> keys =
        Stream.generate(() -> samples.key(large.id())).limit(MANY_KEYS).toList();
    commit(samples.creation(large, keys.toArray(StoredApiKey[]::new)));

    commit(samples.deletion(large));

    for (StoredApiKey key : keys) {
      assertEquals(Optional.empty(), store().findByPublicKey(key.key().publicKey()));
    }
    assertEquals(Map.of(), snapshot(large.id(), keys.toArray(StoredApiKey[]::new)).usage());
  }

  @Test
  void leavesTheNeighboursAlone() {
    Organization other = samples.organization();
    StoredApiKey key = samples.key(other.id());
    commit(samples.creation(other, key));
    Snapshot before = snapshot(other.id(), key);

    commit(deletion);

    assertEquals(before, snapshot(other.id(), key));
    commit(samples.update(other, KeyChanges.delete(key.key().id())));
  }

  @Test
  void letsNoChangeFollow() {
    Organization end = commit(deletion);
    StoredApiKey late = samples.key(organization.id());
    Snapshot before = snapshot(organization.id(), first, second, late);

    assertFalse(store().commit(samples.update(end, KeyChanges.none())), "at its last revision");
    assertFalse(store().commit(samples.update(end, KeyChanges.create(late))));
    assertFalse(store().commit(samples.update(organization, KeyChanges.create(late))));
    assertFalse(store().commit(samples.deletion(end)), "a second deletion");
    ApiKeyId gone = first.key().id();
    for (KeyChanges old :
        List.of(
            KeyChanges.update(first.key()),
            KeyChanges.delete(gone),
            rotation(gone, samples.secret()))) {
      assertFalse(store().commit(samples.update(organization, old)), "of a key that went along");
    }

    assertEquals(before, snapshot(organization.id(), first, second, late));
  }

  @Test
  void keepsTheIdTakenForEver() {
    Organization end = commit(deletion);
    StoredApiKey late = samples.key(organization.id());
    Snapshot before = snapshot(organization.id(), first, late);

    assertFalse(store().commit(samples.creation(organization, late)));
    assertFalse(store().commit(samples.creation(end, late)));
    assertFalse(store().commit(samples.creation(samples.moved(end), late)));

    assertEquals(before, snapshot(organization.id(), first, late));
  }

  @Test
  @Needs(StorePart.EVENTS)
  void letsTheLastEventsLiveOn() {
    commit(deletion);

    assertEquals(deletion.events(), newestEvents(organization.id(), 1));
    assertNotEquals(List.of(), eventsBefore);
    assertEquals(
        deletion.events().size() + eventsBefore.size(), newestEvents(organization.id(), 10).size());
    EventQuery query = EventQuery.newest(organization.id(), 10);
    AuditEvent first = deletion.events().get(0);
    assertEquals(eventsBefore, auditLog().events(query.withBefore(first.id())));
  }
}
