package io.claviger.internal.management;

import io.claviger.model.ApiKey;
import io.claviger.model.EventType;
import io.claviger.model.Limits;
import io.claviger.model.OrganizationCounters;
import io.claviger.spi.store.KeyChanges;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Adds events to the change of a key. */
final class KeyEvents {
  private KeyEvents() {}

  /**
   * Proposes the changed key, with an event for each part that changed. A part that was set to its
   * old value gets none.
   */
  static Proposal<ApiKey> proposal(Draft draft, ApiKey before, ApiKey after) {
    addEvents(draft, before, after);
    if (draft.isEmpty()) {
      return Proposal.unchanged(before);
    }
    OrganizationCounters counters = LastOwnerRule.changed(draft.input(), before, after);
    return Proposal.of(draft.change(KeyChanges.update(after), counters), after);
  }

  private static void addEvents(Draft draft, ApiKey before, ApiKey after) {
    addDescribed(draft, before, after);
    if (!before.labels().equals(after.labels())) {
      draft.addEvent(EventType.API_KEY_LABELS_CHANGED, after.id(), Map.of());
    }
    if (!before.roles().equals(after.roles())) {
      String added = Draft.text(RequestChecks.without(after.roles(), before.roles()));
      String removed = Draft.text(RequestChecks.without(before.roles(), after.roles()));
      draft.addEvent(
          EventType.API_KEY_ROLES_CHANGED, after.id(), Map.of("added", added, "removed", removed));
    }
    if (before.isEnabled() != after.isEnabled()) {
      EventType type = after.isEnabled() ? EventType.API_KEY_ENABLED : EventType.API_KEY_DISABLED;
      draft.addEvent(type, after.id(), Map.of());
    }
    addEventIfChanged(
        draft, after, EventType.API_KEY_EXPIRY_CHANGED, expiry(before), expiry(after));
    addEventIfChanged(
        draft, after, EventType.API_KEY_RATE_LIMIT_CHANGED, rate(before), rate(after));
  }

  private static void addDescribed(Draft draft, ApiKey before, ApiKey after) {
    Map<String, String> details = new TreeMap<>();
    if (!before.description().equals(after.description())) {
      details.put("before", before.description());
      details.put("after", after.description());
    }
    if (!before.name().equals(after.name())) {
      details.put("nameBefore", before.name().orElse("none"));
      details.put("nameAfter", after.name().orElse("none"));
    }
    if (!details.isEmpty()) {
      draft.addEvent(EventType.API_KEY_DESCRIPTION_CHANGED, after.id(), details);
    }
  }

  private static void addEventIfChanged(
      Draft draft, ApiKey key, EventType type, String before, String after) {
    if (!before.equals(after)) {
      draft.addEvent(type, key.id(), Map.of("before", before, "after", after));
    }
  }

  private static String expiry(ApiKey key) {
    return key.expiresAt().map(Instant::toString).orElse("never");
  }

  private static String rate(ApiKey key) {
    return key.rateLimit().map(Limits.Rate::toString).orElse("none");
  }
}
