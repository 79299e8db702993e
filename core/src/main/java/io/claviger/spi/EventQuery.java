package io.claviger.spi;

import io.claviger.internal.text.Arguments;
import io.claviger.model.ApiKeyId;
import io.claviger.model.EventId;
import io.claviger.model.InvalidValueException;
import io.claviger.model.OrganizationId;
import java.util.Objects;
import java.util.Optional;

/**
 * The events that {@link AuditLog#events} returns.
 *
 * @param apiKey only events of this key; empty for all events of the organization
 * @param before only events after this one in the order of {@link AuditLog#events}, whatever their
 *     instants. The event must exist: if somebody deleted it, nothing is returned. Empty to start
 *     with the newest event
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

  /** All events of the organization, starting after an event if one is given. */
  public EventQuery(OrganizationId organization, Optional<EventId> before, int limit) {
    this(organization, Optional.empty(), before, limit);
  }

  /** Asks for the newest events of the organization. */
  public static EventQuery newest(OrganizationId organization, int limit) {
    return new EventQuery(organization, Optional.empty(), limit);
  }

  /** Asks for as many events, of this key only. */
  public EventQuery ofKey(ApiKeyId key) {
    Objects.requireNonNull(key, "key");
    return new EventQuery(organization, Optional.of(key), before, limit);
  }

  /** Asks for as many events after this one, to continue where the last page ended. */
  public EventQuery before(EventId event) {
    Objects.requireNonNull(event, "event");
    return new EventQuery(organization, apiKey, Optional.of(event), limit);
  }
}
