package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventQuery;
import io.claviger.model.EventType;
import io.claviger.model.KeyFilter;
import io.claviger.model.OrganizationId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the processes of {@link SoakTest} were told. The events of an organization are the order in
 * which its changes were made. The checks compare the two.
 */
final class SoakHistory {
  /** The revision of a change that was perhaps made. */
  static final long UNKNOWN = -1;

  private static final int PAGE = 1000;

  /**
   * A call that saw or made a revision.
   *
   * @param change what was changed; empty for a read
   */
  private record Call(String change, long begun, long ended, long revision) {}

  /** When a secret ended: between the two. */
  private record End(long begun, long ended) {
    End earlier(End other) {
      return new End(Math.min(begun, other.begun), Math.min(ended, other.ended));
    }
  }

  /** The use of a secret in one process. */
  private record Use(String secret, long admitted, long refused, long checks) {}

  private final Map<String, List<Call>> calls = new TreeMap<>();
  private final Map<String, End> ends = new HashMap<>();
  private final List<Use> uses = new ArrayList<>();

  /** Adds a line that a process printed. */
  synchronized void add(String[] words) {
    switch (words[0]) {
      case "read" -> add(words[1], "", words, 2);
      case "change" -> {
        add(words[1], words[2] + " " + words[3], words, 5);
        End end = new End(Long.parseLong(words[5]), Long.parseLong(words[6]));
        ends.merge(words[4], end, End::earlier);
      }
      case "used" ->
          uses.add(
              new Use(
                  words[1],
                  Long.parseLong(words[2]),
                  Long.parseLong(words[3]),
                  Long.parseLong(words[4])));
      default -> throw new AssertionError("a line that begins with " + words[0]);
    }
  }

  private void add(String organization, String change, String[] words, int first) {
    calls
        .computeIfAbsent(organization, id -> new ArrayList<>())
        .add(
            new Call(
                change,
                Long.parseLong(words[first]),
                Long.parseLong(words[first + 1]),
                Long.parseLong(words[first + 2])));
  }

  /** Asserts that each secret was admitted until its end, and no longer than the bound after it. */
  synchronized void assertUses(long bound) {
    End never = new End(Long.MAX_VALUE, Long.MAX_VALUE);
    for (Use use : uses) {
      End end = ends.getOrDefault(use.secret(), never);
      boolean inTime = end.ended() == Long.MAX_VALUE || use.admitted() <= end.ended() + bound;
      assertTrue(inTime, () -> use + " was admitted too late after " + end);
      assertTrue(use.refused() >= end.begun(), () -> use + " was refused before " + end);
    }
  }

  /**
   * Asserts that the calls have one order, which is that of the events.
   *
   * @param first the revision at which the processes began
   */
  synchronized void assertLinear(ApiKeys application, OrganizationId organization, long first) {
    List<Call> all = calls.getOrDefault(organization.value(), List.of());
    long now = application.getOrganization(organization).revision().number();
    List<AuditEvent> events = events(application, organization, now - first);
    Map<Long, String> acknowledged = new HashMap<>();
    Map<String, Integer> unknown = new HashMap<>();
    for (Call call : all) {
      if (call.revision() == UNKNOWN) {
        unknown.merge(call.change(), 1, Integer::sum);
      } else if (!call.change().isEmpty()) {
        assertNull(acknowledged.put(call.revision(), call.change()), "a revision made twice");
      }
    }
    long revision = first;
    for (AuditEvent event : events) {
      revision++;
      String made = text(event);
      String told = acknowledged.remove(revision);
      if (told == null) {
        Integer left = unknown.merge(made, -1, Integer::sum);
        assertTrue(left >= 0, "nobody made revision " + revision + ": " + made);
      } else {
        assertEquals(told, made, "revision " + revision);
      }
    }
    assertEquals(Map.of(), acknowledged, "lost changes");
    assertRealTime(all);
    assertState(application, organization, events);
  }

  private static String text(AuditEvent event) {
    return event.type() + " " + event.subject().apiKey().map(key -> key.value()).orElse("-");
  }

  /** Returns so many newest events, oldest first. */
  private static List<AuditEvent> events(
      ApiKeys application, OrganizationId organization, long count) {
    List<AuditEvent> found = new ArrayList<>();
    EventQuery query = EventQuery.newest(organization, PAGE);
    while (found.size() < count) {
      List<AuditEvent> page = application.events(query);
      assertTrue(!page.isEmpty(), "each revision has its event");
      found.addAll(page);
      query = query.withBefore(page.get(page.size() - 1).id());
    }
    List<AuditEvent> ascending = new ArrayList<>(found.subList(0, (int) count));
    Collections.reverse(ascending);
    return ascending;
  }

  /** A call that began after another one had ended comes after it. */
  private static void assertRealTime(List<Call> all) {
    List<Call> known = all.stream().filter(call -> call.revision() != UNKNOWN).toList();
    List<Call> byEnd = known.stream().sorted(Comparator.comparingLong(Call::ended)).toList();
    int ended = 0;
    long highest = 0;
    for (Call call : known.stream().sorted(Comparator.comparingLong(Call::begun)).toList()) {
      for (; ended < byEnd.size() && byEnd.get(ended).ended() < call.begun(); ended++) {
        highest = Math.max(highest, byEnd.get(ended).revision());
      }
      long least = call.change().isEmpty() ? highest : highest + 1;
      assertTrue(call.revision() >= least, () -> call + " comes after a call at " + least);
    }
  }

  private static void assertState(
      ApiKeys application, OrganizationId organization, List<AuditEvent> events) {
    Map<String, Boolean> enabled = new TreeMap<>();
    for (AuditEvent event : events) {
      String key = event.subject().apiKey().map(id -> id.value()).orElse("-");
      if (event.type() == EventType.API_KEY_CREATED) {
        enabled.put(key, true);
      } else if (event.type() == EventType.API_KEY_DISABLED) {
        enabled.put(key, false);
      } else if (event.type() == EventType.API_KEY_DELETED) {
        assertNotNull(enabled.remove(key), "a key deleted twice");
      }
    }
    Map<String, Boolean> found = new TreeMap<>();
    application.stream(organization, KeyFilter.all())
        .filter(key -> key.description().startsWith(SoakWriter.DESCRIPTION))
        .forEach(key -> found.put(key.id().value(), key.isEnabled()));
    assertEquals(enabled, found);
  }

  synchronized long changes() {
    return calls.values().stream()
        .flatMap(List::stream)
        .filter(call -> !call.change().isEmpty() && call.revision() != UNKNOWN)
        .count();
  }

  /** Returns how many checks were answered, of credentials that are not used any more. */
  synchronized long checks() {
    return uses.stream().mapToLong(Use::checks).sum();
  }

  synchronized long admitted() {
    return uses.stream().filter(use -> use.admitted() != SoakKeys.NEVER).count();
  }
}
