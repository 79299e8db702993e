package io.claviger.internal.management;

import io.claviger.model.ApiKey;
import io.claviger.model.EventType;
import io.claviger.model.RoleAssignment;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Adds an event for each part of a key that changed. A part that was set to its old value gets
 * none.
 */
final class KeyEvents {
  private KeyEvents() {}

  static void tell(Draft draft, ApiKey before, ApiKey after) {
    if (!before.description().equals(after.description())) {
      draft.tell(
          EventType.API_KEY_DESCRIPTION_CHANGED,
          after.id(),
          Map.of("before", before.description(), "after", after.description()));
    }
    if (!before.labels().equals(after.labels())) {
      draft.tell(EventType.API_KEY_LABELS_CHANGED, after.id(), Map.of());
    }
    if (!before.roles().equals(after.roles())) {
      draft.tell(EventType.API_KEY_ROLES_CHANGED, after.id(), roles(before, after));
    }
    tellState(draft, before, after);
  }

  private static void tellState(Draft draft, ApiKey before, ApiKey after) {
    if (before.isEnabled() != after.isEnabled()) {
      draft.tell(
          after.isEnabled() ? EventType.API_KEY_ENABLED : EventType.API_KEY_DISABLED,
          after.id(),
          Map.of());
    }
    if (!before.expiresAt().equals(after.expiresAt())) {
      draft.tell(
          EventType.API_KEY_EXPIRY_CHANGED,
          after.id(),
          Map.of("before", text(before), "after", text(after)));
    }
  }

  private static SortedMap<String, String> roles(ApiKey before, ApiKey after) {
    SortedMap<String, String> details = new TreeMap<>();
    details.put("added", without(after.roles(), before.roles()));
    details.put("removed", without(before.roles(), after.roles()));
    return details;
  }

  private static String without(
      Collection<RoleAssignment> from, Collection<RoleAssignment> others) {
    TreeSet<RoleAssignment> rest = new TreeSet<>(from);
    rest.removeAll(others);
    return Draft.text(rest);
  }

  private static String text(ApiKey key) {
    return key.expiresAt().map(Instant::toString).orElse("never");
  }
}
