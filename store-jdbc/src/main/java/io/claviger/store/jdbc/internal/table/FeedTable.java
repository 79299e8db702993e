package io.claviger.store.jdbc.internal.table;

import io.claviger.spi.store.OperatorStore.FeedEvent;
import io.claviger.store.jdbc.internal.sql.Row;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** {@code claviger_feed} and the column of positions in {@code claviger_audit_event}. */
public final class FeedTable {
  /** The number of events that one transaction numbers. */
  private static final int BATCH = 200;

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

  /** In the order of revisions, so that no event of an organization is numbered before an older. */
  static final String PENDING =
      """
      select e.id
        from claviger_audit_event e
       where e.feed_position is null
       order by e.feed_position, e.revision_number, e.position
       limit :limit
      """;

  static final String LOCK = "select f.position from claviger_feed f where f.id = 1 for update";

  static final String GIVE = "update claviger_audit_event set feed_position = ? where id = ?";

  private static final String ADVANCE = "update claviger_feed set position = ? where id = 1";

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

  /** Returns whether an event has no position yet. */
  public static boolean hasPending(Handle handle) {
    return !pending(handle, 1).isEmpty();
  }

  /**
   * Gives positions to committed events that have none. The lock is taken first: every later
   * statement sees the positions that another reader has given.
   */
  public static void number(Handle handle) {
    long position = handle.createQuery(LOCK).mapTo(Long.class).one();
    for (String id : pending(handle, BATCH)) {
      position++;
      handle.createUpdate(GIVE).bind(0, position).bind(1, id).execute();
    }
    handle.createUpdate(ADVANCE).bind(0, position).execute();
  }

  private static List<String> pending(Handle handle, int limit) {
    return handle.createQuery(PENDING).bind("limit", limit).mapTo(String.class).list();
  }
}
