package io.claviger.spi.store;

import io.claviger.model.AuditEvent;
import io.claviger.model.EventQuery;
import io.claviger.model.StoreException;
import java.util.List;

/**
 * The events of organizations, including deleted ones. Only {@link ApiKeyStore#commit} writes them.
 * A reader that sees a change also sees its events, on any node. Thread-safe.
 */
public interface AuditLog {
  /**
   * Returns events of an organization. The newest commit comes first; the events of one commit come
   * in the reverse order of {@link OrganizationChange#events}. This is the order of revisions.
   * Instants and event ids do not determine it, since each node makes its own.
   *
   * <p>Returns an empty list if nothing ever happened in the organization, or if {@link
   * EventQuery#before} is not an event of it.
   *
   * @throws StoreException if the store fails
   */
  List<AuditEvent> events(EventQuery query);
}
