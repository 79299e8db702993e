package io.claviger.store.tck.broken;

import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.EventQuery;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.EventChain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Events that are lost, altered, late or in the wrong order. */
final class BrokenEvents {
  private static final String ALL = "AuditLog: written by commit";
  private static final String ORDER = "events: newest commit first, within a commit reversed";
  private static final String EQUAL = "store: values come back equal to what was given";
  private static final String PAGES = "events: those before the named event";
  private static final int A_MOMENT = 20_000;

  private BrokenEvents() {}

  static List<BrokenStore> all() {
    return List.of(
        BrokenStore.rewriting(
            "keeps one event of a change", ALL, Rewrites.events(events -> events.subList(0, 1))),
        BrokenStore.rewriting(
            "reverses the events of a change", ORDER, Rewrites.events(BrokenEvents::reversed)),
        returning(
            "orders events by time",
            ORDER,
            events -> newestFirst(events, Comparator.comparing(event -> event.stamp().at()))),
        new BrokenStore(
            "writes events after the change",
            "AuditLog: whoever sees a change sees its events",
            BrokenEvents::writeLate),
        new BrokenStore(
            "returns the events of all organizations",
            "events: of an organization",
            BrokenEvents::returnAll),
        new BrokenStore(
            "ignores the limit of events",
            "events: at most this many",
            store ->
                store.events =
                    query ->
                        store.real.events(
                            new EventQuery(
                                query.organization(), Optional.empty(), query.before(), 10_000))),
        new BrokenStore(
            "returns the events of all keys",
            "EventQuery: only events of this key",
            store ->
                store.events =
                    query ->
                        store.real.events(
                            new EventQuery(
                                query.organization(),
                                Optional.empty(),
                                query.before(),
                                query.limit()))),
        BrokenStore.rewriting(
            "forgets details",
            EQUAL,
            Rewrites.event(
                e ->
                    AuditEvent.of(
                        e.id(),
                        e.type(),
                        e.subject(),
                        e.stamp(),
                        new TreeMap<>(),
                        Optional.empty()))),
        BrokenStore.rewriting(
            "forgets the MACs of events",
            EQUAL,
            Rewrites.event(
                e ->
                    AuditEvent.of(
                        e.id(), e.type(), e.subject(), e.stamp(), e.details(), Optional.empty()))),
        BrokenStore.rewriting(
            "forgets the MAC of an organization",
            EQUAL,
            change ->
                change.with(
                    change.events(), new EventChain(Optional.empty(), change.chain().began()))),
        BrokenStore.rewriting(
            "forgets where the MACs of an organization began",
            EQUAL,
            change ->
                change.with(
                    change.events(), new EventChain(change.chain().newest(), Optional.empty()))),
        continuing(
            "continues with the named event",
            PAGES,
            (all, place) -> place < 0 ? List.of() : all.subList(place, all.size())),
        continuing(
            "begins again where the named event does not exist",
            "events: empty where the named event does not exist",
            (all, place) -> all.subList(place + 1, all.size())));
  }

  private static List<AuditEvent> reversed(List<AuditEvent> events) {
    List<AuditEvent> reversed = new ArrayList<>(events);
    Collections.reverse(reversed);
    return reversed;
  }

  private static List<AuditEvent> newestFirst(
      List<AuditEvent> events, Comparator<AuditEvent> order) {
    return events.stream().sorted(order.reversed()).toList();
  }

  private static BrokenStore returning(
      String name, String sentence, UnaryOperator<List<AuditEvent>> alteration) {
    return new BrokenStore(
        name,
        sentence,
        store -> store.events = query -> alteration.apply(store.real.events(query)));
  }

  /** Continues elsewhere than after the named event, whose place may be -1. */
  private static BrokenStore continuing(
      String name, String sentence, BiFunction<List<AuditEvent>, Integer, List<AuditEvent>> from) {
    return new BrokenStore(
        name,
        sentence,
        store ->
            store.events =
                query -> {
                  if (query.before().isEmpty()) {
                    return store.real.events(query);
                  }
                  List<AuditEvent> all =
                      store.real.events(EventQuery.newest(query.organization(), 10_000));
                  int place =
                      all.stream().map(AuditEvent::id).toList().indexOf(query.before().get());
                  return from.apply(all, place).stream().limit(query.limit()).toList();
                });
  }

  /** Hides the events of a change until somebody who saw the change may have asked for them. */
  private static void writeLate(AlterableStore store) {
    Set<EventId> late = ConcurrentHashMap.newKeySet();
    AtomicInteger asked = new AtomicInteger();
    store.commit =
        change -> {
          List<EventId> ids = change.events().stream().map(AuditEvent::id).toList();
          late.addAll(ids);
          boolean made = store.real.commit(change);
          int enough = asked.get() + 2;
          for (int i = 0; i < A_MOMENT && asked.get() < enough; i++) {
            Thread.onSpinWait();
          }
          late.removeAll(ids);
          return made;
        };
    store.events =
        query -> {
          List<AuditEvent> events =
              store.real.events(query).stream()
                  .filter(event -> !late.contains(event.id()))
                  .toList();
          asked.incrementAndGet();
          return events;
        };
  }

  private static void returnAll(AlterableStore store) {
    Set<OrganizationId> known = ConcurrentHashMap.newKeySet();
    store.commit =
        change -> {
          known.add(change.organization().id());
          return store.real.commit(change);
        };
    store.events =
        query ->
            known.stream()
                .flatMap(id -> store.real.events(EventQuery.newest(id, query.limit())).stream())
                .limit(query.limit())
                .toList();
  }
}
