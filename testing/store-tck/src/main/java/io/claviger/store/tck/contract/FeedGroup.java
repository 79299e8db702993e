package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.AuditEvent;
import io.claviger.model.EventQuery;
import io.claviger.model.Organization;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OperatorStore.FeedEvent;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.store.tck.StorePart;
import io.claviger.store.tck.internal.Race;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The feed has each event of each organization once, in an order that never changes. */
@Needs({StorePart.OPERATOR, StorePart.EVENTS})
abstract class FeedGroup extends ContractGroup {
  private static final int WRITERS = 3;
  private static final int CHANGES = 12;

  @Test
  void isEmptyAtFirst() {
    assertEquals(List.of(), operatorStore().feed(0, 10));
  }

  @Test
  void hasTheEventsOfAnOrganizationInTheOrderOfItsRevisions() {
    Organization organization = samples.organization();
    List<AuditEvent> three =
        List.of(
            samples.event(organization.id()),
            samples.event(organization.id()),
            samples.event(organization.id()));
    commit(OrganizationChange.creation(organization, List.of(), three));
    Organization moved = samples.moved(organization);
    AuditEvent later = samples.event(organization.id());
    commit(
        OrganizationChange.update(
            organization.revision(), moved, KeyChanges.none(), List.of(later)));
    commit(samples.deletion(moved));

    List<AuditEvent> fed = events(follow(store(), 0, 2));

    assertEquals(newestEvents(organization.id(), 10), reversed(fed));
    assertEquals(5, fed.size(), "those of a deleted organization, too");
  }

  @Test
  void isTheSameForEachReader() {
    for (int i = 0; i < 5; i++) {
      commit(samples.creation(samples.organization()));
    }
    List<FeedEvent> first = follow(store(), 0, 2);
    commit(samples.creation(samples.organization()));

    List<FeedEvent> all = follow(otherNode(), 0, 3);

    assertEquals(6, all.size());
    assertEquals(first, all.subList(0, 5), "later events come later");
    assertEquals(all.subList(2, 6), follow(store(), all.get(1).position(), 100));
    assertEquals(List.of(), operatorStore().feed(Long.MAX_VALUE, 1));
  }

  /** A reader that remembers its last position misses nothing, whatever is committed meanwhile. */
  @Test
  void missesNothingWhileOthersWriteAndRead() throws Exception {
    AtomicInteger writing = new AtomicInteger(WRITERS);
    List<Organization> created = Collections.synchronizedList(new ArrayList<>());
    List<Callable<List<FeedEvent>>> tasks = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      ApiKeyStore node = node(i).store();
      tasks.add(
          () -> {
            try {
              created.add(write(node));
              return List.of();
            } finally {
              writing.decrementAndGet();
            }
          });
    }
    for (int i = 0; i < 2; i++) {
      ApiKeyStore node = node(i).store();
      tasks.add(() -> followWhile(node, writing));
    }

    List<List<FeedEvent>> results = Race.run(tasks);

    List<FeedEvent> seen = results.get(WRITERS);
    assertEquals(seen, results.get(WRITERS + 1), "both readers see the same");
    assertEquals(WRITERS * (CHANGES + 1), seen.stream().distinct().count());
    assertEquals(WRITERS * (CHANGES + 1), seen.size());
    for (Organization organization : created) {
      List<AuditEvent> its =
          events(seen).stream()
              .filter(event -> event.organization().equals(organization.id()))
              .toList();
      assertEquals(auditLog().events(EventQuery.newest(organization.id(), 100)), reversed(its));
    }
  }

  private Organization write(ApiKeyStore node) {
    Organization present = samples.organization();
    assertTrue(node.commit(samples.creation(present)));
    for (int i = 0; i < CHANGES; i++) {
      OrganizationChange change = samples.update(present, KeyChanges.none());
      assertTrue(node.commit(change));
      present = change.organization();
    }
    return present;
  }

  private static List<FeedEvent> followWhile(ApiKeyStore node, AtomicInteger writing) {
    List<FeedEvent> seen = new ArrayList<>();
    boolean last;
    do {
      last = writing.get() == 0;
      seen.addAll(follow(node, seen.isEmpty() ? 0 : seen.get(seen.size() - 1).position(), 3));
    } while (!last);
    return seen;
  }

  /** Reads until nothing follows: each answer is full, except the last one. */
  private static List<FeedEvent> follow(ApiKeyStore node, long after, int limit) {
    List<FeedEvent> seen = new ArrayList<>();
    long position = after;
    List<FeedEvent> page;
    do {
      page = node.extensions().operator().orElseThrow().feed(position, limit);
      for (FeedEvent next : page) {
        assertTrue(next.position() > position, "in ascending order");
        position = next.position();
        seen.add(next);
      }
    } while (page.size() == limit);
    return seen;
  }

  private static List<AuditEvent> events(List<FeedEvent> fed) {
    return fed.stream().map(FeedEvent::event).toList();
  }

  private static List<AuditEvent> reversed(List<AuditEvent> events) {
    List<AuditEvent> reversed = new ArrayList<>(events);
    Collections.reverse(reversed);
    return reversed;
  }
}
