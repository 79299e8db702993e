package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.util.Objects;
import java.util.Optional;

/**
 * The events that {@link io.claviger.ApiKeys#events} returns.
 *
 * @param apiKey only events of this key; empty for all events of the organization
 * @param before only events after this one in the order of {@link io.claviger.ApiKeys#events},
 *     whatever their instants. The event must exist: if somebody deleted it, nothing is returned.
 *     Empty to start with the newest event
 * @param limit 1 or more; fewer events are returned only if nothing follows
 */
public record EventQuery(
    OrganizationId organization, Optional<ApiKeyId> apiKey, Optional<EventId> before, int limit) {
  /** No part may be null; throws {@link InvalidValueException} for a limit below 1. */
  public EventQuery {
    Arguments.require(organization, "organization", apiKey, "apiKey", before, "before");
    if (limit < 1) {
      throw InvalidValueException.of("limit of events", limit, "must be 1 or more");
    }
  }

  /** Asks for the newest events of the organization. */
  public static EventQuery newest(OrganizationId organization, int limit) {
    return new EventQuery(organization, Optional.empty(), Optional.empty(), limit);
  }

  /** Asks for as many events, of this key only. */
  public EventQuery withKey(ApiKeyId key) {
    Objects.requireNonNull(key, "key");
    return new EventQuery(organization, Optional.of(key), before, limit);
  }

  /** Asks for as many events after this one, to continue where the last page ended. */
  public EventQuery withBefore(EventId event) {
    Objects.requireNonNull(event, "event");
    return new EventQuery(organization, apiKey, Optional.of(event), limit);
  }
}
