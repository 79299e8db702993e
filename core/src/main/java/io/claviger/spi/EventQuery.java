package io.claviger.spi;

import io.claviger.model.ErrorCode;
import io.claviger.model.EventId;
import io.claviger.model.InvalidValueException;
import io.claviger.model.OrganizationId;
import java.util.Objects;
import java.util.Optional;

/**
 * Which events to tell.
 *
 * @param before only those behind this one in the order of {@link AuditLog#events}, whatever their
 *     instants; it has to be there, and behind one that was deleted by hand there is nothing.
 *     Empty: from the newest on
 * @param limit so many, and fewer only where nothing follows; 1 or more
 */
public record EventQuery(OrganizationId organization, Optional<EventId> before, int limit) {
  /** No part may be null; throws {@link InvalidValueException} for a limit below 1. */
  public EventQuery {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(before, "before");
    if (limit < 1) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE, "limit of events", Integer.toString(limit), "must be 1 or more");
    }
  }

  /** The newest events of the organization. */
  public static EventQuery newest(OrganizationId organization, int limit) {
    return new EventQuery(organization, Optional.empty(), limit);
  }

  /** As many behind this one: to go on where the last page ended. */
  public EventQuery before(EventId event) {
    return new EventQuery(organization, Optional.of(event), limit);
  }
}
