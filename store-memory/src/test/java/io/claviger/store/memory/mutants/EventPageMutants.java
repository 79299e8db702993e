package io.claviger.store.memory.mutants;

import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.spi.EventQuery;
import io.claviger.spi.OrganizationChange;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** How it is told on behind an event. */
final class EventPageMutants {
  private EventPageMutants() {}

  static List<Mutant> all() {
    return List.of(
        goingOn("goes on at the event that was told last", EventPageMutants::withIt),
        new Mutant("goes on behind the whole change", SkipsRestOfChange::new),
        goingOn("goes on by the ids of events", EventPageMutants::olderById),
        goingOn("begins again where there is no such event", EventPageMutants::behindOrAll),
        goingOn("goes on by the instants of events", EventPageMutants::olderByInstant),
        new Mutant(
            "ignores the number of events behind another",
            real -> new OtherLimitBehind(real, 10_000)),
        new Mutant("cuts what is behind an event short", real -> new OtherLimitBehind(real, 1)),
        new Mutant("does not go on where the organization was deleted", EndsWithItsLife::new),
        goingOn("goes on with what is newer", EventPageMutants::newer),
        goingOn("does not go on", (all, event) -> List.of()));
  }

  private static Mutant goingOn(
      String name, BiFunction<List<AuditEvent>, EventId, List<AuditEvent>> from) {
    return new Mutant(name, real -> new GoesOn(real, from));
  }

  private static int place(List<AuditEvent> all, EventId event) {
    return all.stream().map(AuditEvent::id).toList().indexOf(event);
  }

  private static List<AuditEvent> withIt(List<AuditEvent> all, EventId event) {
    int place = place(all, event);
    return place < 0 ? List.of() : all.subList(place, all.size());
  }

  private static List<AuditEvent> behindOrAll(List<AuditEvent> all, EventId event) {
    return all.subList(place(all, event) + 1, all.size());
  }

  private static List<AuditEvent> newer(List<AuditEvent> all, EventId event) {
    return all.subList(0, Math.max(0, place(all, event)));
  }

  private static List<AuditEvent> olderById(List<AuditEvent> all, EventId event) {
    return place(all, event) < 0
        ? List.of()
        : all.stream().filter(other -> other.id().compareTo(event) < 0).toList();
  }

  private static List<AuditEvent> olderByInstant(List<AuditEvent> all, EventId event) {
    int place = place(all, event);
    return place < 0
        ? List.of()
        : all.stream()
            .filter(other -> other.stamp().at().isBefore(all.get(place).stamp().at()))
            .toList();
  }

  private static final class OtherLimitBehind extends BrokenStore {
    private final int limit;

    OtherLimitBehind(InMemoryApiKeyStore real, int limit) {
      super(real);
      this.limit = limit;
    }

    @Override
    public List<AuditEvent> events(EventQuery query) {
      return query.before().isEmpty()
          ? super.events(query)
          : super.events(new EventQuery(query.organization(), query.before(), limit));
    }
  }

  private static final class EndsWithItsLife extends BrokenStore {
    EndsWithItsLife(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public List<AuditEvent> events(EventQuery query) {
      boolean lives = super.read(query.organization(), Set.of()).isPresent();
      return lives || query.before().isEmpty() ? super.events(query) : List.of();
    }
  }

  private static final class SkipsRestOfChange extends BrokenStore {
    private final Map<EventId, EventId> firsts = new ConcurrentHashMap<>();

    SkipsRestOfChange(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      EventId first = change.events().get(0).id();
      change.events().forEach(event -> firsts.put(event.id(), first));
      return super.commit(change);
    }

    @Override
    public List<AuditEvent> events(EventQuery query) {
      Optional<EventId> behind = query.before().map(event -> firsts.getOrDefault(event, event));
      return super.events(new EventQuery(query.organization(), behind, query.limit()));
    }
  }

  /** Begins elsewhere than behind the event. */
  private static final class GoesOn extends BrokenStore {
    private final BiFunction<List<AuditEvent>, EventId, List<AuditEvent>> from;

    GoesOn(InMemoryApiKeyStore real, BiFunction<List<AuditEvent>, EventId, List<AuditEvent>> from) {
      super(real);
      this.from = from;
    }

    @Override
    public List<AuditEvent> events(EventQuery query) {
      if (query.before().isEmpty()) {
        return super.events(query);
      }
      List<AuditEvent> all = real.newestEvents(query.organization(), 10_000);
      return from.apply(all, query.before().get()).stream().limit(query.limit()).toList();
    }
  }
}
