package io.claviger.spi;

import io.claviger.model.AuditEvent;
import io.claviger.model.InvalidValueException;
import io.claviger.model.OrganizationId;
import io.claviger.model.StoreException;
import java.util.List;

/**
 * The events of organizations, deleted ones included. Written by {@link ApiKeyStore#commit} only;
 * whoever sees a change, on whatever node, sees its events. Thread-safe.
 */
public interface AuditLog {
  /**
   * Events of an organization, newest commit first and within a commit in the order of the change
   * reversed: the order of revisions and of {@link OrganizationChange#events}, which no clock and
   * no id tells that a node makes. Empty where nothing ever happened, and where {@link
   * EventQuery#before} names no event of the organization.
   *
   * @throws StoreException on trouble
   */
  List<AuditEvent> events(EventQuery query);

  /**
   * The newest events of an organization, at most this many; {@link #events} goes on behind them.
   *
   * @param limit 1 or more
   * @throws InvalidValueException for a limit below 1
   * @throws StoreException on trouble
   */
  default List<AuditEvent> newestEvents(OrganizationId organization, int limit) {
    return events(EventQuery.newest(organization, limit));
  }
}
