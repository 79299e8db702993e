package io.claviger.store.jdbc.internal.table;

import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.EventType;
import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;
import io.claviger.spi.EventQuery;
import io.claviger.spi.OrganizationChange;
import io.claviger.store.jdbc.internal.dialect.DriverErrors;
import io.claviger.store.jdbc.internal.dialect.ErrorKind;
import io.claviger.store.jdbc.internal.sql.Binder;
import io.claviger.store.jdbc.internal.sql.Row;
import io.claviger.store.jdbc.internal.sql.Rows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/** {@code claviger_audit_event}. */
public final class EventTable {
  private record EventRow(Revision revision, int position, AuditEvent event) {}

  /** The place of an event among those of its organization. */
  private record Place(long revision, int position) {}

  public static final String COLUMNS =
      "e.id, e.organization_id, e.type, e.key_id, e.happened_at, e.happened_by_kind,"
          + " e.happened_by_name, e.happened_by_address, e.details, e.mac";

  // The revision is there twice, so that every database begins at that place of the index.
  private static final String AFTER_PLACE =
      """
            and e.revision_number <= :revision_number
            and (e.revision_number < :revision_number or e.position < :position)
      """;

  static final String NEWEST = ofOrganization("");
  static final String OLDER = ofOrganization(AFTER_PLACE);
  static final String NEWEST_OF_KEY = ofKey("");
  static final String OLDER_OF_KEY = ofKey(AFTER_PLACE);

  static final String PLACE =
      """
      select e.revision_number, e.position
        from claviger_audit_event e
       where e.id = ? and e.organization_id = ?
      """;

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

  private static final RowMapper<AuditEvent> EVENT =
      Row.mapper("claviger_audit_event", EventTable::event);

  private EventTable() {}

  private static String ofOrganization(String place) {
    return select("e.organization_id = :organization_id\n" + place, "e.organization_id");
  }

  private static String ofKey(String place) {
    return select(
        "e.organization_id = :organization_id and e.key_id = :key_id\n" + place,
        "e.organization_id, e.key_id");
  }

  /** Orders by all columns of an index, so that H2 uses its order. */
  private static String select(String condition, String firstInOrder) {
    return """
        select %s
          from claviger_audit_event e
         where %s
         order by %s, e.revision_number desc, e.position desc
         limit :limit
        """
        .formatted(COLUMNS, condition, firstInOrder);
  }

  /** Inserts the events of these changes, whose other statements have run before. */
  static void insert(Handle handle, List<OrganizationChange> changes) throws SQLException {
    List<EventRow> rows = new ArrayList<>();
    changes.forEach(change -> addRows(change, rows));
    try {
      Rows.update(handle, INSERT, ROW, rows, EventTable::bind);
    } catch (JdbiException e) {
      if (isOfNoOrganization(DriverErrors.of(e))) {
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

  private static void bind(Binder binder, EventRow row) {
    AuditEvent event = row.event();
    binder
        .bind(event.id().value())
        .bind(event.organization().value())
        .bind(row.revision().number())
        .bind(row.revision().random())
        .bind(row.revision().number())
        .bind(row.position())
        .bind(event.type().name())
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

  public static List<AuditEvent> events(Handle handle, EventQuery query) {
    if (query.before().isEmpty()) {
      return list(handle.createQuery(query.apiKey().isEmpty() ? NEWEST : NEWEST_OF_KEY), query);
    }
    return place(handle, query.organization(), query.before().get())
        .map(place -> older(handle, query, place))
        .orElse(List.of());
  }

  /** Two statements are as good as one: a row of an event never changes. */
  private static Optional<Place> place(Handle handle, OrganizationId organization, EventId event) {
    return handle
        .createQuery(PLACE)
        .bind(0, event.value())
        .bind(1, organization.value())
        .map((row, context) -> new Place(row.getLong(1), row.getInt(2)))
        .findFirst();
  }

  private static List<AuditEvent> older(Handle handle, EventQuery query, Place place) {
    Query older = handle.createQuery(query.apiKey().isEmpty() ? OLDER : OLDER_OF_KEY);
    older.bind("revision_number", place.revision()).bind("position", place.position());
    return list(older, query);
  }

  private static List<AuditEvent> list(Query select, EventQuery query) {
    select.bind("organization_id", query.organization().value()).bind("limit", query.limit());
    query.apiKey().ifPresent(key -> select.bind("key_id", key.value()));
    return select.map(EVENT).list();
  }

  public static boolean exists(Handle handle, EventId id) {
    return handle
        .createQuery(EXISTS)
        .bind(0, id.value())
        .mapTo(String.class)
        .findFirst()
        .isPresent();
  }

  static AuditEvent event(Row row) throws SQLException {
    EventId id = new EventId(row.text());
    OrganizationId organization = new OrganizationId(row.text());
    EventType type = EventType.valueOf(row.text());
    AuditEvent.Subject subject =
        new AuditEvent.Subject(organization, row.optionalText().map(ApiKeyId::new));
    return new AuditEvent(
        id, type, subject, row.stamp(), PairsDocument.parse(row.text()), row.optionalText());
  }
}
