package io.claviger.store.memory;

import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.EventQuery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All events of an organization, as an immutable linked list from the newest to the oldest. A
 * longer history shares the shorter one, so adding an event always costs the same.
 */
final class History {
  private static final History EMPTY = new History(null);

  private final @Nullable Entry newest;

  private History(@Nullable Entry newest) {
    this.newest = newest;
  }

  private static final class Entry {
    private final AuditEvent event;
    private final @Nullable Entry earlier;

    private Entry(AuditEvent event, @Nullable Entry earlier) {
      this.event = event;
      this.earlier = earlier;
    }
  }

  static History empty() {
    return EMPTY;
  }

  /** Returns this history with more events, of which the last one is the newest. */
  History plus(List<AuditEvent> events) {
    Entry last = newest;
    for (AuditEvent event : events) {
      last = new Entry(event, last);
    }
    return new History(last);
  }

  /** Returns events, the newest first. */
  List<AuditEvent> events(EventQuery query) {
    List<AuditEvent> events = new ArrayList<>();
    Entry from = query.before().isPresent() ? earlier(query.before().get()) : newest;
    for (Entry at = from; at != null && events.size() < query.limit(); at = at.earlier) {
      if (query.apiKey().isEmpty() || query.apiKey().equals(at.event.subject().apiKey())) {
        events.add(at.event);
      }
    }
    return List.copyOf(events);
  }

  /** Returns the events after that one, or all if there is none, the oldest first. */
  List<AuditEvent> after(@Nullable EventId last) {
    Deque<AuditEvent> events = new ArrayDeque<>();
    for (Entry at = newest; at != null && !at.event.id().equals(last); at = at.earlier) {
      events.addFirst(at.event);
    }
    return List.copyOf(events);
  }

  /** Returns the entry before that event; null if there is none, or no such event. */
  private @Nullable Entry earlier(EventId event) {
    Entry at = newest;
    while (at != null && !at.event.id().equals(event)) {
      at = at.earlier;
    }
    return at == null ? null : at.earlier;
  }
}
