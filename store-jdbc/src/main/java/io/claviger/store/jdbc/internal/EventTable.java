package io.claviger.store.jdbc.internal;

import io.claviger.ApiKeyId;
import io.claviger.AuditEvent;
import io.claviger.EventId;
import io.claviger.EventType;
import io.claviger.OrganizationId;
import io.claviger.spi.OrganizationChange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** {@code claviger_audit_event}. */
final class EventTable {
  private record EventRow(long revision, int position, AuditEvent event) {}

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
  static final String NEWEST =
      "select "
          + COLUMNS
          + """
           from claviger_audit_event e
          where e.organization_id = ?
          order by e.organization_id, e.revision_number desc, e.position desc
          limit ?
          """;

  static final String EXISTS = "select id from claviger_audit_event where id = ?";

  private static final String INSERT =
      """
      insert into claviger_audit_event (
        id, organization_id, revision_number, position, type, key_id,
        happened_at, happened_by_kind, happened_by_name, happened_by_address, details)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private EventTable() {}

  /** The events of these changes. */
  static void insert(Handle handle, List<OrganizationChange> changes) throws SQLException {
    Sql.batch(
        handle, INSERT, changes.stream().flatMap(EventTable::rows).toList(), EventTable::bind);
  }

  private static void bind(Sql sql, EventRow row) {
    AuditEvent event = row.event();
    sql.bind(event.id().value())
        .bind(event.organization().value())
        .bind(row.revision())
        .bind(row.position())
        .bind(event.type().name())
        .bind(event.subject().apiKey().map(ApiKeyId::value).orElse(null));
    Stamps.bind(sql, event.stamp());
    sql.bind(PairsDocument.format(event.details()));
  }

  private static Stream<EventRow> rows(OrganizationChange change) {
    long revision = change.organization().revision().number();
    return IntStream.range(0, change.events().size())
        .mapToObj(position -> new EventRow(revision, position, change.events().get(position)));
  }

  static List<AuditEvent> newest(Handle handle, OrganizationId organization, int limit)
      throws SQLException {
    return new Sql(handle, NEWEST).bind(organization.value()).bind(limit).list(EventTable::read);
  }

  static boolean exists(Handle handle, EventId id) throws SQLException {
    return new Sql(handle, EXISTS).bind(id.value()).first(row -> true).isPresent();
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
