package io.claviger.store.jdbc.internal.table;

import io.claviger.model.OrganizationId;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.store.jdbc.internal.dialect.Dialect;
import io.claviger.store.jdbc.internal.sql.Row;
import io.claviger.store.jdbc.internal.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads which organizations have changed: those of events and revoked tokens with a later position,
 * and those of events and tokens without one. All of it is one statement, and so one snapshot. With
 * two statements, a row that gets its position between them would be in neither answer.
 */
public final class FeedQuery {
  /**
   * The state of the feed.
   *
   * @param history names the line of history of the database; see {@link Dialect#history}
   * @param uptime the seconds since the server started; empty if a start loses no changes
   * @param position the last position that was given
   */
  public record State(String history, OptionalLong uptime, long position) {}

  /**
   * What has changed.
   *
   * @param numbered how many changes have a position; more than the limit if there are more
   * @param pending how many changes have none; more than {@link #MAX_PENDING} if there are more
   */
  public record Answer(
      State state,
      Map<OrganizationId, Optional<OrganizationVersion>> versions,
      int numbered,
      int pending) {}

  /** An answer has all pending changes: the next one would not go on where it has ended. */
  public static final int MAX_PENDING = 1_000;

  /**
   * Reads each commit once, by its event with position 0. The order is that of an index, so a limit
   * ends the read early.
   */
  private static final String CHANGES =
      """
        left join (
          (select e.feed_position, e.organization_id
             from claviger_audit_event e
            where e.feed_position is null and e.position = 0
            order by e.feed_position, e.revision_number, e.position
            limit <pending>)
          union all
          (select e.feed_position, e.organization_id
             from claviger_audit_event e
            where e.feed_position > ? and e.position = 0
            order by e.feed_position, e.revision_number, e.position
            limit <numbered>)
          union all
          (select t.feed_position, t.organization_id
             from claviger_ended_token t
            where t.feed_position is null
            order by t.feed_position, t.organization_id, t.id
            limit <pending>)
          union all
          (select t.feed_position, t.organization_id
             from claviger_ended_token t
            where t.feed_position > ?
            order by t.feed_position, t.organization_id, t.id
            limit <numbered>)) x on 1 = 1
      """;

  private static final String COLUMNS =
      ", x.feed_position, x.organization_id, o.revision_number, o.revision_random,"
          + " coalesce(o.ended_tokens, 0), o.state";

  private FeedQuery() {}

  static String now(Dialect dialect) {
    return select(dialect, "") + " from claviger_feed f where f.id = 1";
  }

  static String since(Dialect dialect, int limit) {
    return select(dialect, COLUMNS)
        + " from claviger_feed f "
        + CHANGES
            .replace("<pending>", Integer.toString(MAX_PENDING + 1))
            .replace("<numbered>", Integer.toString(limit + 1))
        + dialect.leftJoinEach(OrganizationTable.NAME, "o", "o.id = x.organization_id")
        + " where f.id = 1";
  }

  private static String select(Dialect dialect, String columns) {
    return "select " + dialect.history() + ", " + dialect.uptime() + ", f.position" + columns;
  }

  /** Returns the present state; empty if the table has no row. */
  public static Optional<State> now(Session session, Dialect dialect) throws SQLException {
    return session.query(
        now(dialect),
        binder -> {},
        rows -> rows.next() ? Optional.of(state(rows)) : Optional.empty());
  }

  /**
   * Returns the changes since the position; empty if the table has no row.
   *
   * @param limit how many changes with a position are read of each table
   */
  public static Optional<Answer> since(Session session, Dialect dialect, long position, int limit)
      throws SQLException {
    return session.query(
        since(dialect, limit),
        binder -> binder.bind(position).bind(position),
        rows -> rows.next() ? Optional.of(answer(rows)) : Optional.empty());
  }

  private static Answer answer(ResultSet rows) throws SQLException {
    State state = state(rows);
    Map<OrganizationId, Optional<OrganizationVersion>> versions = new HashMap<>();
    int numbered = 0;
    int pending = 0;
    do {
      if (rows.getString(5) == null) {
        break; // the row of the feed alone
      }
      if (rows.getObject(4) == null) {
        pending++;
      } else {
        numbered++;
      }
      boolean active = "active".equals(rows.getString(9));
      Row.read(
          rows,
          5,
          OrganizationTable.NAME,
          row ->
              versions.put(
                  new OrganizationId(row.text()),
                  active ? Optional.of(OrganizationTable.version(row)) : Optional.empty()));
    } while (rows.next());
    return new Answer(state, versions, numbered, pending);
  }

  private static State state(ResultSet rows) throws SQLException {
    long uptime = rows.getLong(2);
    OptionalLong known = rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(uptime);
    return new State(rows.getString(1), known, rows.getLong(3));
  }
}
