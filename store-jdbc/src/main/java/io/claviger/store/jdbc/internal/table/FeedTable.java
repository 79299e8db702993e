package io.claviger.store.jdbc.internal.table;

import io.claviger.spi.store.OperatorStore.FeedEvent;
import io.claviger.store.jdbc.internal.sql.Row;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The events that have a position. */
public final class FeedTable {
  static final String PAGE =
      "select "
          + EventTable.COLUMNS
          + """
          , e.feed_position
            from claviger_audit_event e
           where e.feed_position > :after
           order by e.feed_position, e.revision_number, e.position
           limit :limit
          """;

  private FeedTable() {}

  public static List<FeedEvent> page(Handle handle, long after, int limit) {
    return handle
        .createQuery(PAGE)
        .bind("after", after)
        .bind("limit", limit)
        .map(
            Row.mapper(
                "claviger_audit_event",
                row -> {
                  var event = EventTable.event(row);
                  return new FeedEvent(row.number(), event);
                }))
        .list();
  }
}
