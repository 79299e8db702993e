package io.claviger.store.jdbc.internal.table;

import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.EventType;
import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.store.jdbc.internal.dialect.ErrorKind;
import io.claviger.store.jdbc.internal.sql.Binder;
import io.claviger.store.jdbc.internal.sql.Row;
import io.claviger.store.jdbc.internal.sql.Rows;
import io.claviger.store.jdbc.internal.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** {@code claviger_audit_event}. */
public final class EventTable {
  private record EventRow(Revision revision, int position, AuditEvent event) {}

  public static final String COLUMNS =
      "e.id, e.organization_id, e.type, e.key_id, e.happened_at, e.happened_by_kind,"
          + " e.happened_by_name, e.happened_by_address, e.details, e.mac";

  static final String EXISTS = "select id from claviger_audit_event where id = ?";

  private static final String INSERT =
      """
      insert into claviger_audit_event (
        id, organization_id, revision_number, position, type, key_id,
        happened_at, happened_by_kind, happened_by_name, happened_by_address, details, mac)
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
       ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

  private EventTable() {}

  /** Inserts the events of these changes, whose other statements have run before. */
  static void insert(Session session, List<OrganizationChange> changes) throws SQLException {
    List<EventRow> rows = new ArrayList<>();
    changes.forEach(change -> addRows(change, rows));
    try {
      Rows.update(session, INSERT, ROW, rows, EventTable::bind);
    } catch (SQLException e) {
      if (isOfNoOrganization(e)) {
        throw new SQLException(
            "the guard of the change is gone", ErrorKind.SERIALIZATION_FAILURE, e);
      }
      throw e;
    }
  }

  /** In its lax mode, MariaDB takes null for the empty text, which is no organization either. */
  private static boolean isOfNoOrganization(SQLException error) {
    return "23502".equals(error.getSQLState())
        || error.getErrorCode() == 1048
        || error.getErrorCode() == 1452;
  }

  private static void bind(Binder binder, EventRow row) throws SQLException {
    AuditEvent event = row.event();
    binder
        .bind(event.id().value())
        .bind(event.organization().value())
        .bind(row.revision().number())
        .bind(row.revision().random())
        .bind(row.revision().number())
        .bind(row.position())
        .bind(event.type().stored())
        .bind(event.subject().apiKey().map(ApiKeyId::value).orElse(null))
        .bind(event.stamp())
        .bind(PairsDocument.format(event.details()))
        .bind(event.mac().orElse(null));
  }

  private static void addRows(OrganizationChange change, List<EventRow> rows) {
    int position = 0;
    for (AuditEvent event : change.events()) {
      rows.add(new EventRow(change.organization().revision(), position++, event));
    }
  }

  public static boolean exists(Session session, EventId id) throws SQLException {
    return session.query(EXISTS, binder -> binder.bind(id.value()), ResultSet::next);
  }

  static AuditEvent event(Row row) throws SQLException {
    EventId id = new EventId(row.text());
    OrganizationId organization = new OrganizationId(row.text());
    EventType type = EventType.ofStored(row.text());
    AuditEvent.Subject subject =
        new AuditEvent.Subject(organization, row.optionalText().map(ApiKeyId::new));
    return AuditEvent.of(
        id, type, subject, row.stamp(), PairsDocument.parse(row.text()), row.optionalText());
  }
}
