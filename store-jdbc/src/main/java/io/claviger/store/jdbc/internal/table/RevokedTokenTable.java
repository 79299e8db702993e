package io.claviger.store.jdbc.internal.table;

import io.claviger.model.AccessTokenId;
import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.RevokedToken;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.store.jdbc.internal.dialect.IndexHints;
import io.claviger.store.jdbc.internal.sql.Row;
import io.claviger.store.jdbc.internal.sql.Rows;
import io.claviger.store.jdbc.internal.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code claviger_ended_token}, and their count in {@code claviger_organization}. A row has no
 * foreign key: it is deleted after its expiry, whatever became of its key.
 */
public final class RevokedTokenTable {
  /**
   * The state of the table before a token is revoked.
   *
   * @param revoked whether the token is revoked, and no later expiry is known now
   */
  public record Found(boolean revoked, int ofKey, int ofOrganization) {
    /** Returns whether one more may be revoked. */
    public boolean hasRoom(RevokedTokens.Bounds bounds) {
      return ofKey < bounds.ofKey() && ofOrganization < bounds.ofOrganization();
    }
  }

  /** The primary key of a row. */
  private record Place(String organization, String id) {}

  static final String NAME = "claviger_ended_token";

  public static final String COLUMNS =
      "t.id, t.organization_id, t.key_id, t.ended_at, t.expires_at";

  static final String COUNT =
      """
      update claviger_organization
         set ended_tokens = coalesce(ended_tokens, 0) + 1
       where id = ? and state = 'active'
      """;

  static final String FIND =
      """
      select count(case when t.id = ? and t.expires_at >= ? then 1 end),
             count(case when t.key_id = ? and t.expires_at > ? then 1 end),
             count(case when t.expires_at > ? then 1 end)
        from claviger_ended_token t
       where t.organization_id = ?
      """;

  static final String PROLONG =
      """
      update claviger_ended_token
         set expires_at = ?, feed_position = null
       where organization_id = ? and id = ?
      """;

  private static final String INSERT =
      """
      insert into claviger_ended_token (organization_id, id, key_id, ended_at, expires_at)
      values (?, ?, ?, ?, ?)
      """;

  static final String LIVE =
      """
      select o.id, coalesce(o.ended_tokens, 0), t.id
        from claviger_organization o
        left join claviger_ended_token t on t.organization_id = o.id and t.expires_at > ?
       where o.id = ? and o.state = 'active'
      """;

  static final String OF_KEY =
      "select "
          + COLUMNS
          + """
           from claviger_ended_token t
          where t.organization_id = ? and t.key_id = ?
          order by t.ended_at desc, t.id desc
          """;

  static final String EXPIRED =
      """
      select t.organization_id, t.id
        from claviger_ended_token t
       where t.expires_at < ?
       order by t.expires_at, t.organization_id, t.id
       limit ?
      """;

  static final String PENDING =
      """
      select t.organization_id, t.id
        from claviger_ended_token t
       where t.feed_position is null
       order by t.feed_position, t.organization_id, t.id
       limit ?
      """;

  static final String GIVE =
      """
      update claviger_ended_token
         set feed_position = ?
       where organization_id = ? and id = ?
      """;

  static final String DELETE =
      IndexHints.deleteByPrimaryKey(NAME) + "where (organization_id, id) in (<rows>)";

  private static final String ROW = Rows.row(2);

  private RevokedTokenTable() {}

  /** Counts one more revoked token of the organization. Returns false if there is none. */
  public static boolean count(Session session, OrganizationId organization) throws SQLException {
    return 1 == session.update(COUNT, binder -> binder.bind(organization.value()));
  }

  /** Reads the rows of the organization, which is locked. */
  public static Found find(Session session, RevokedToken token) throws SQLException {
    return session.query(
        FIND,
        binder ->
            binder
                .bind(token.id().value())
                .bind(token.expiresAt())
                .bind(token.apiKey().value())
                .bind(token.revokedAt())
                .bind(token.revokedAt())
                .bind(token.organization().value()),
        rows -> {
          boolean unused = rows.next();
          return new Found(rows.getInt(1) > 0, rows.getInt(2), rows.getInt(3));
        });
  }

  /** Writes the row, or the later expiry of the row that there is, which is a change again. */
  public static void write(Session session, RevokedToken token) throws SQLException {
    int updated =
        session.update(
            PROLONG,
            binder ->
                binder
                    .bind(token.expiresAt())
                    .bind(token.organization().value())
                    .bind(token.id().value()));
    if (updated == 0) {
      insert(session, token);
    }
  }

  private static void insert(Session session, RevokedToken token) throws SQLException {
    int unused =
        session.update(
            INSERT,
            binder ->
                binder
                    .bind(token.organization().value())
                    .bind(token.id().value())
                    .bind(token.apiKey().value())
                    .bind(token.revokedAt())
                    .bind(token.expiresAt()));
  }

  /** Reads the count and the tokens in one statement, and so in one snapshot. */
  public static RevokedTokens.Live live(Session session, OrganizationId organization, Instant now)
      throws SQLException {
    return session.query(
        LIVE,
        binder -> binder.bind(now).bind(organization.value()),
        rows -> rows.next() ? live(rows) : RevokedTokens.Live.none());
  }

  private static RevokedTokens.Live live(ResultSet rows) throws SQLException {
    long count = rows.getLong(2);
    Set<AccessTokenId> tokens = new HashSet<>();
    do {
      if (rows.getString(3) != null) {
        tokens.add(Row.read(rows, 3, NAME, row -> new AccessTokenId(row.text())));
      }
    } while (rows.next());
    return new RevokedTokens.Live(count, tokens);
  }

  /** Returns those of a key, the newest first. */
  public static List<RevokedToken> ofKey(Session session, OrganizationId organization, ApiKeyId key)
      throws SQLException {
    return session.list(
        OF_KEY,
        binder -> binder.bind(organization.value()).bind(key.value()),
        rows -> Row.read(rows, 1, NAME, RevokedTokenTable::token));
  }

  private static RevokedToken token(Row row) throws SQLException {
    AccessTokenId id = new AccessTokenId(row.text());
    return new RevokedToken(
        new OrganizationId(row.text()), new ApiKeyId(row.text()), id, row.instant(), row.instant());
  }

  /** Gives this position to at most so many that have none. Returns how many it found. */
  static int number(Session session, int max, long position) throws SQLException {
    List<Place> pending =
        session.list(PENDING, binder -> binder.bind(max), RevokedTokenTable::place);
    for (Place place : pending) {
      int unused =
          session.update(
              GIVE, binder -> binder.bind(position).bind(place.organization()).bind(place.id()));
    }
    return pending.size();
  }

  private static Place place(ResultSet rows) throws SQLException {
    return new Place(rows.getString(1), rows.getString(2));
  }

  /** Deletes at most so many rows that expired before. Returns how many it found. */
  public static int sweep(Session session, Instant before, int max) throws SQLException {
    List<Place> expired =
        session.list(EXPIRED, binder -> binder.bind(before).bind(max), RevokedTokenTable::place);
    Rows.update(
        session,
        DELETE,
        ROW,
        expired,
        (binder, place) -> binder.bind(place.organization()).bind(place.id()));
    return expired.size();
  }
}
