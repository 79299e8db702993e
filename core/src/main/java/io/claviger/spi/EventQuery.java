package io.claviger.spi;

import io.claviger.ErrorCode;
import io.claviger.EventId;
import io.claviger.InvalidValue;
import io.claviger.OrganizationId;
import java.util.Objects;
import java.util.Optional;

/**
 * Which events to tell.
 *
 * @param before only those that are older than this one; empty: the newest
 * @param limit at most so many, 1 or more
 */
public record EventQuery(OrganizationId organization, Optional<EventId> before, int limit) {
  /** Throws {@link InvalidValue} for a limit below 1. */
  public EventQuery {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(before, "before");
    if (limit < 1) {
      throw InvalidValue.of(
          ErrorCode.INVALID_ATTRIBUTE,
          "limit of events",
          Integer.toString(limit),
          "must be 1 or more");
    }
  }

  /** The newest events of the organization. */
  public static EventQuery newest(OrganizationId organization, int limit) {
    return new EventQuery(organization, Optional.empty(), limit);
  }

  /** As many that are older than this one: to go on behind the last one that was told. */
  public EventQuery before(EventId event) {
    return new EventQuery(organization, Optional.of(event), limit);
  }
}
