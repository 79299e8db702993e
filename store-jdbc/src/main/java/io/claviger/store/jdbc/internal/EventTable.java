package io.claviger.store.jdbc.internal;

import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.EventType;
import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;
import io.claviger.spi.EventQuery;
import io.claviger.spi.OrganizationChange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code claviger_audit_event}. */
final class EventTable {
  private record EventRow(Revision revision, int position, AuditEvent event) {}

  /** Of an event among those of its organization. */
  private record Place(long revision, int position) {}

  static final String COLUMNS =
      Row.columns(
          Table.AUDIT_EVENT.alias(),
          "id",
          "organization_id",
          "type",
          "key_id",
          "happened_at",
          "happened_by_kind",
          "happened_by_name",
          "happened_by_address",
          "details");

  // The organization is in the order too, so that H2 takes the order of the index.
  private static final String IN_ORDER =
      """
          order by e.organization_id, e.revision_number desc, e.position desc
          limit ?
      """;

  static final String NEWEST =
      "select "
          + COLUMNS
          + """
           from claviger_audit_event e
          where e.organization_id = ?
          """
          + IN_ORDER;

  // The revision is there twice, so that every database begins at that place of the index.
  static final String OLDER =
      "select "
          + COLUMNS
          + """
           from claviger_audit_event e
          where e.organization_id = ? and e.revision_number <= ?
            and (e.revision_number < ? or e.position < ?)
          """
          + IN_ORDER;

  static final String PLACE =
      """
      select e.revision_number as e_revision_number, e.position as e_position
        from claviger_audit_event e
       where e.id = ? and e.organization_id = ?
      """;

  static final String EXISTS = "select id from claviger_audit_event where id = ?";

  private static final String INSERT =
      """
      insert into claviger_audit_event (
        id, organization_id, revision_number, position, type, key_id,
        happened_at, happened_by_kind, happened_by_name, happened_by_address, details)
      values <rows>
      """;

  /**
   * Finds the organization at the revision of the change. If the database has rolled back the
   * transaction without reporting it, the organization is not at that revision: its id is null, and
   * the database refuses the row. So a change is complete when its events are written.
   */
  private static final String ROW =
      """
      (?, (select o.id from claviger_organization o
            where o.id = ? and o.revision_number = ? and o.revision_random = ?),
       ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

  private EventTable() {}

  /** The events of these changes, whose other statements were run before. */
  static void insert(Session session, List<OrganizationChange> changes) throws SQLException {
    List<EventRow> rows = new ArrayList<>();
    changes.forEach(change -> addRows(change, rows));
    try {
      Sql.rows(session, INSERT, ROW, rows, EventTable::bind);
    } catch (SQLException e) {
      throw isOfNoOrganization(e)
          ? new SQLException("the guard of the change is gone", Trouble.SERIALIZATION_FAILURE, e)
          : e;
    }
  }

  /** In its lax mode, MariaDB takes null for the empty text, which is no organization either. */
  private static boolean isOfNoOrganization(SQLException error) {
    return "23502".equals(error.getSQLState())
        || error.getErrorCode() == 1048
        || error.getErrorCode() == 1452;
  }

  private static void bind(Sql sql, EventRow row) {
    AuditEvent event = row.event();
    sql.bind(event.id().value())
        .bind(event.organization().value())
        .bind(row.revision().number())
        .bind(row.revision().random())
        .bind(row.revision().number())
        .bind(row.position())
        .bind(event.type().name())
        .bind(event.subject().apiKey().map(ApiKeyId::value).orElse(null));
    Stamps.bind(sql, event.stamp());
    sql.bind(PairsDocument.format(event.details()));
  }

  private static void addRows(OrganizationChange change, List<EventRow> rows) {
    Revision revision = change.organization().revision();
    int position = 0;
    for (AuditEvent event : change.events()) {
      rows.add(new EventRow(revision, position++, event));
    }
  }

  static List<AuditEvent> events(Session session, EventQuery query) throws SQLException {
    if (query.before().isEmpty()) {
      return new Sql(session, NEWEST)
          .bind(query.organization().value())
          .bind(query.limit())
          .list(EventTable::read);
    }
    Optional<Place> place = place(session, query.organization(), query.before().get());
    return place.isPresent() ? older(session, query, place.get()) : List.of();
  }

  /** Two statements are as good as one: a row of an event never changes. */
  private static Optional<Place> place(Session session, OrganizationId organization, EventId event)
      throws SQLException {
    return new Sql(session, PLACE)
        .bind(event.value())
        .bind(organization.value())
        .first(
            result ->
                Row.read(
                    result,
                    Table.AUDIT_EVENT,
                    row -> new Place(row.number("revision_number"), row.count("position"))));
  }

  private static List<AuditEvent> older(Session session, EventQuery query, Place place)
      throws SQLException {
    return new Sql(session, OLDER)
        .bind(query.organization().value())
        .bind(place.revision())
        .bind(place.revision())
        .bind(place.position())
        .bind(query.limit())
        .list(EventTable::read);
  }

  static boolean exists(Session session, EventId id) throws SQLException {
    return new Sql(session, EXISTS).bind(id.value()).first(row -> true).isPresent();
  }

  private static AuditEvent read(ResultSet result) throws SQLException {
    return Row.read(result, Table.AUDIT_EVENT, EventTable::event);
  }

  private static AuditEvent event(Row row) throws SQLException {
    return new AuditEvent(
        new EventId(row.text("id")),
        EventType.valueOf(row.text("type")),
        new AuditEvent.Subject(
            new OrganizationId(row.text("organization_id")),
            row.optionalText("key_id").map(ApiKeyId::new)),
        row.stamp(Stamps.HAPPENED),
        PairsDocument.parse(row.text("details")));
  }
}
