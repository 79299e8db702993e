package io.claviger.store.jdbc.internal.table;

import io.claviger.store.jdbc.internal.dialect.IndexHints;
import io.claviger.store.jdbc.internal.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/**
 * Gives positions to committed events and revoked tokens that have none. The row of {@code
 * claviger_feed} is locked first, and until the commit: every later statement sees the positions
 * that another transaction has given, and later transactions give higher ones. No row of an
 * organization is touched, so no change waits for this.
 */
public final class FeedNumbering {
  /** An event without a position. It is {@code first} if it is the first one of its commit. */
  private record PendingEvent(String id, boolean first) {}

  /** The number of events, and of tokens, that one transaction numbers. */
  static final int BATCH = 1_000;

  /** The number of events in one statement. */
  private static final int CHUNK = 50;

  static final String LOCK = "select f.position from claviger_feed f where f.id = 1 for update";

  /**
   * In the order of revisions, so that no event of an organization is numbered before an older one.
   */
  static final String PENDING =
      """
      select e.id, e.position
        from claviger_audit_event e
       where e.feed_position is null
       order by e.feed_position, e.revision_number, e.position
       limit ?
      """;

  static final String GIVE =
      "update claviger_audit_event"
          + IndexHints.BY_PRIMARY_KEY
          + "set feed_position = case id "
          + "when ? then ? ".repeat(CHUNK)
          + "else feed_position end where id in (<rows>)";

  private static final String GIVE_CHUNK =
      GIVE.replace("<rows>", String.join(",", Collections.nCopies(CHUNK, "?")));

  private static final String ADVANCE = "update claviger_feed set position = ? where id = 1";

  private FeedNumbering() {}

  /** Returns whether an event has no position yet. */
  public static boolean hasPending(Session session) throws SQLException {
    return !pending(session, 1).isEmpty();
  }

  /** Numbers a batch of events. Waits while another transaction does that. */
  public static void numberEvents(Session session) throws SQLException {
    OptionalLong position = lock(session, LOCK);
    if (position.isPresent()) {
      advance(session, give(session, pending(session, BATCH), position.getAsLong()));
    }
  }

  /**
   * Numbers a batch of events and a batch of tokens, which all get the same position. Returns how
   * many changes that were, and at least 1 if it has numbered the middle of a large change. 0 means
   * that there was nothing to do, or that another transaction does it.
   */
  public static int numberChanges(Session session) throws SQLException {
    OptionalLong position = lock(session, LOCK + " skip locked");
    if (position.isEmpty()) {
      return 0;
    }
    List<PendingEvent> events = pending(session, BATCH);
    int tokens = RevokedTokenTable.number(session, BATCH, position.getAsLong() + 1);
    if (events.isEmpty() && tokens == 0) {
      return 0;
    }
    advance(session, give(session, events, position.getAsLong() + Math.min(tokens, 1)));
    int changes = (int) events.stream().filter(PendingEvent::first).count();
    return Math.max(1, changes + tokens);
  }

  private static OptionalLong lock(Session session, String sql) throws SQLException {
    return session.query(
        sql,
        binder -> {},
        rows -> rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty());
  }

  private static List<PendingEvent> pending(Session session, int limit) throws SQLException {
    return session.list(PENDING, binder -> binder.bind(limit), FeedNumbering::event);
  }

  private static PendingEvent event(ResultSet rows) throws SQLException {
    return new PendingEvent(rows.getString(1), rows.getInt(2) == 0);
  }

  /** Gives the positions after the last one, and returns the new last one. */
  private static long give(Session session, List<PendingEvent> events, long last)
      throws SQLException {
    for (int from = 0; from < events.size(); from += CHUNK) {
      List<PendingEvent> some = events.subList(from, Math.min(from + CHUNK, events.size()));
      giveChunk(session, some, last + from);
    }
    return last + events.size();
  }

  /** Repeats the last event where there are fewer, so that there is one statement to prepare. */
  private static void giveChunk(Session session, List<PendingEvent> events, long last)
      throws SQLException {
    int unused =
        session.update(
            GIVE_CHUNK,
            binder -> {
              for (int i = 0; i < CHUNK; i++) {
                int place = Math.min(i, events.size() - 1);
                binder.bind(events.get(place).id()).bind(last + place + 1);
              }
              for (int i = 0; i < CHUNK; i++) {
                binder.bind(events.get(Math.min(i, events.size() - 1)).id());
              }
            });
  }

  private static void advance(Session session, long position) throws SQLException {
    int unused = session.update(ADVANCE, binder -> binder.bind(position));
  }
}
