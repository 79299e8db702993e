package io.claviger.store.memory.mutants;

import io.claviger.model.Actor;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.EventType;
import io.claviger.model.OrganizationId;
import io.claviger.model.Stamp;
import io.claviger.spi.EventQuery;
import io.claviger.spi.OrganizationChange;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** What is told afterwards. */
final class EventMutants {
  private EventMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.rewriting(
            "tells one event of a change", Rewrites.events(events -> events.subList(0, 1))),
        Mutant.rewriting(
            "reverses the events of a change", Rewrites.events(EventMutants::reversed)),
        Mutant.rewriting(
            "writes at most 100 events of a change",
            Rewrites.events(events -> events.stream().limit(100).toList())),
        telling("tells at most 1,000 events", events -> events.stream().limit(1_000).toList()),
        new Mutant("looks for one event more than it tells", LooksForMore::new),
        telling("tells nothing", events -> List.of()),
        telling("orders events by instant", EventMutants::byInstant),
        telling("orders events by id", EventMutants::byId),
        new Mutant("tells the oldest events", TellsOldest::new),
        new Mutant("ignores the number of events", IgnoresLimit::new),
        new Mutant("tells no events where the limit is below 1", TellsNoneForALimitBelowOne::new),
        new Mutant("writes events behind the change", WritesLate::new),
        new Mutant("tells events of neighbours", TellsForeign::new),
        Mutant.rewriting(
            "forgets details",
            Rewrites.event(
                e -> new AuditEvent(e.id(), e.type(), e.subject(), e.stamp(), new TreeMap<>()))),
        Mutant.rewriting(
            "forgets which key an event is about",
            Rewrites.event(
                e ->
                    new AuditEvent(
                        e.id(),
                        e.type(),
                        AuditEvent.Subject.of(e.organization()),
                        e.stamp(),
                        e.details()))),
        Mutant.rewriting(
            "forgets from where somebody acted",
            Rewrites.event(
                e ->
                    stamped(
                        e,
                        new Stamp(
                            e.stamp().at(),
                            new Actor(
                                e.stamp().by().kind(), e.stamp().by().name(), Optional.empty()))))),
        Mutant.rewriting(
            "cuts events to the second",
            Rewrites.event(
                e ->
                    stamped(
                        e,
                        new Stamp(
                            e.stamp().at().truncatedTo(ChronoUnit.SECONDS), e.stamp().by())))),
        Mutant.rewriting(
            "takes one type for another",
            Rewrites.event(
                e ->
                    new AuditEvent(
                        e.id(),
                        e.type() == EventType.API_KEY_WHITELIST_ENTRY_DELETED
                            ? EventType.API_KEY_WHITELIST_ENTRY_ADDED
                            : e.type(),
                        e.subject(),
                        e.stamp(),
                        e.details()))));
  }

  private static AuditEvent stamped(AuditEvent event, Stamp stamp) {
    return new AuditEvent(event.id(), event.type(), event.subject(), stamp, event.details());
  }

  private static List<AuditEvent> reversed(List<AuditEvent> events) {
    List<AuditEvent> reversed = new ArrayList<>(events);
    Collections.reverse(reversed);
    return reversed;
  }

  private static List<AuditEvent> byInstant(List<AuditEvent> events) {
    Comparator<AuditEvent> order = Comparator.comparing(event -> event.stamp().at());
    return events.stream().sorted(order.reversed()).toList();
  }

  private static List<AuditEvent> byId(List<AuditEvent> events) {
    return events.stream().sorted(Comparator.comparing(AuditEvent::id).reversed()).toList();
  }

  private static Mutant telling(String name, UnaryOperator<List<AuditEvent>> told) {
    return new Mutant(
        name,
        real ->
            new BrokenStore(real) {
              @Override
              public List<AuditEvent> events(EventQuery query) {
                return told.apply(super.events(query));
              }
            });
  }

  private static final class TellsOldest extends BrokenStore {
    TellsOldest(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public List<AuditEvent> events(EventQuery query) {
      if (query.before().isPresent()) {
        return super.events(query);
      }
      List<AuditEvent> all = real.newestEvents(query.organization(), 10_000);
      return all.subList(Math.max(0, all.size() - query.limit()), all.size());
    }
  }

  private static final class WritesLate extends BrokenStore {
    private static final int A_MOMENT = 20_000;

    private final Set<EventId> late = ConcurrentHashMap.newKeySet();
    private final AtomicInteger told = new AtomicInteger();

    WritesLate(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      List<EventId> ids = change.events().stream().map(AuditEvent::id).toList();
      late.addAll(ids);
      boolean made = super.commit(change);
      // Until somebody who saw the change has asked: whoever asks first may have looked before.
      int enough = told.get() + 2;
      for (int i = 0; i < A_MOMENT && told.get() < enough; i++) {
        Thread.onSpinWait();
      }
      late.removeAll(ids);
      return made;
    }

    @Override
    public List<AuditEvent> events(EventQuery query) {
      List<AuditEvent> events =
          super.events(query).stream().filter(event -> !late.contains(event.id())).toList();
      told.incrementAndGet();
      return events;
    }
  }

  private static final class IgnoresLimit extends BrokenStore {
    IgnoresLimit(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public List<AuditEvent> events(EventQuery query) {
      return super.events(new EventQuery(query.organization(), query.before(), 10_000));
    }
  }

  private static final class LooksForMore extends BrokenStore {
    LooksForMore(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public List<AuditEvent> events(EventQuery query) {
      return super.events(new EventQuery(query.organization(), query.before(), query.limit() + 1))
          .stream()
          .limit(query.limit())
          .toList();
    }
  }

  private static final class TellsNoneForALimitBelowOne extends BrokenStore {
    TellsNoneForALimitBelowOne(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public List<AuditEvent> newestEvents(OrganizationId organization, int limit) {
      return limit < 1 ? List.of() : super.newestEvents(organization, limit);
    }
  }

  private static final class TellsForeign extends BrokenStore {
    private final Set<OrganizationId> all = ConcurrentHashMap.newKeySet();

    TellsForeign(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      all.add(change.organization().id());
      return super.commit(change);
    }

    @Override
    public List<AuditEvent> events(EventQuery query) {
      if (query.before().isPresent()) {
        return super.events(query);
      }
      List<AuditEvent> events = new ArrayList<>(super.events(query));
      all.stream()
          .filter(other -> !other.equals(query.organization()))
          .forEach(other -> events.addAll(real.newestEvents(other, query.limit())));
      return events.stream().limit(query.limit()).toList();
    }
  }
}
