package io.claviger.store.memory;

import io.claviger.AuditEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All events of an organization. Immutable; a longer history shares the shorter one, so that an
 * event costs the same after ten others and after a million.
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

  /** With more events, the last of them the newest. */
  History plus(List<AuditEvent> events) {
    Entry last = newest;
    for (AuditEvent event : events) {
      last = new Entry(event, last);
    }
    return new History(last);
  }

  /** At most this many, newest first. */
  List<AuditEvent> newest(int limit) {
    List<AuditEvent> events = new ArrayList<>();
    for (Entry at = newest; at != null && events.size() < limit; at = at.earlier) {
      events.add(at.event);
    }
    return List.copyOf(events);
  }
}
