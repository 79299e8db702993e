package io.claviger.store.jdbc.internal.table;

import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.EventQuery;
import io.claviger.model.OrganizationId;
import io.claviger.store.jdbc.internal.sql.Row;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Reads the events of an organization in pages, the newest first. */
public final class EventPages {
  /**
   * The place of an event among those of its organization, the newest first. Only events that
   * somebody has written by hand share their revision and position with others.
   */
  private record Place(long revision, int position, String id) implements Comparable<Place> {
    static final Place BEFORE_ALL = new Place(Long.MAX_VALUE, Integer.MAX_VALUE, "");

    boolean isBeside(Place other) {
      return revision == other.revision && position == other.position;
    }

    @Override
    public int compareTo(Place other) {
      return Comparator.comparingLong(Place::revision)
          .thenComparingInt(Place::position)
          .thenComparing(Place::id)
          .reversed()
          .compare(this, other);
    }
  }

  private record PlacedEvent(Place place, AuditEvent event) {}

  static final String OF_ORGANIZATION =
      page("e.organization_id = :organization_id", "e.organization_id");

  static final String OF_KEY =
      page(
          "e.organization_id = :organization_id and e.key_id = :key_id",
          "e.organization_id, e.key_id");

  static final String BESIDE =
      select(
          """
          e.organization_id = :organization_id
                and e.revision_number = :revision_number and e.position = :position
          """);

  static final String PLACE =
      """
      select e.revision_number, e.position
        from claviger_audit_event e
       where e.id = ? and e.organization_id = ?
      """;

  private static final RowMapper<PlacedEvent> EVENT =
      Row.mapper("claviger_audit_event", EventPages::event);

  private EventPages() {}

  /**
   * Orders by all columns of an index, so that H2 uses its order. The revision is there twice, so
   * that every database begins at that place of the index.
   */
  private static String page(String condition, String firstInOrder) {
    return select(condition)
        + """
              and e.revision_number <= :revision_number
              and (e.revision_number < :revision_number or e.position < :position
                   or (e.position = :position and e.id < :id))
         order by %s, e.revision_number desc, e.position desc
         limit :limit
        """
            .formatted(firstInOrder);
  }

  private static String select(String condition) {
    return """
        select %s, e.revision_number, e.position
          from claviger_audit_event e
         where %s
        """
        .formatted(EventTable.COLUMNS, condition);
  }

  /** Returns the page. */
  public static List<AuditEvent> find(Handle handle, EventQuery query) {
    if (query.before().isEmpty()) {
      return after(Place.BEFORE_ALL, handle, query);
    }
    return place(handle, query.organization(), query.before().get())
        .map(place -> after(place, handle, query))
        .orElse(List.of());
  }

  /** Several statements are as good as one: a row of an event never changes. */
  private static Optional<Place> place(Handle handle, OrganizationId organization, EventId event) {
    return handle
        .createQuery(PLACE)
        .bind(0, event.value())
        .bind(1, organization.value())
        .map((row, context) -> new Place(row.getLong(1), row.getInt(2), event.value()))
        .findFirst();
  }

  private static List<AuditEvent> after(Place place, Handle handle, EventQuery query) {
    List<PlacedEvent> oneMore = oneMore(place, handle, query);
    SortedMap<Place, AuditEvent> found = new TreeMap<>();
    oneMore.forEach(row -> found.put(row.place(), row.event()));
    if (oneMore.size() > query.limit()) {
      Place last = oneMore.get(query.limit() - 1).place();
      if (last.isBeside(oneMore.get(query.limit()).place())) {
        // No index has the ids, so the page ends with any of these events. Their ids decide.
        beside(last, handle, query).stream()
            .filter(row -> row.place().compareTo(place) > 0)
            .forEach(row -> found.put(row.place(), row.event()));
      }
    }
    return found.values().stream().limit(query.limit()).toList();
  }

  private static List<PlacedEvent> oneMore(Place place, Handle handle, EventQuery query) {
    var select = handle.createQuery(query.apiKey().isEmpty() ? OF_ORGANIZATION : OF_KEY);
    query.apiKey().ifPresent(key -> select.bind("key_id", key.value()));
    return select
        .bind("organization_id", query.organization().value())
        .bind("revision_number", place.revision())
        .bind("position", place.position())
        .bind("id", place.id())
        .bind("limit", query.limit() + 1L)
        .map(EVENT)
        .list();
  }

  private static List<PlacedEvent> beside(Place place, Handle handle, EventQuery query) {
    return handle
        .createQuery(BESIDE)
        .bind("organization_id", query.organization().value())
        .bind("revision_number", place.revision())
        .bind("position", place.position())
        .map(EVENT)
        .filter(
            row ->
                query.apiKey().isEmpty() || query.apiKey().equals(row.event().subject().apiKey()))
        .list();
  }

  private static PlacedEvent event(Row row) throws SQLException {
    AuditEvent event = EventTable.event(row);
    return new PlacedEvent(new Place(row.number(), row.count(), event.id().value()), event);
  }
}
