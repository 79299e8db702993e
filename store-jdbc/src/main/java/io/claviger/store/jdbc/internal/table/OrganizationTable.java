package io.claviger.store.jdbc.internal.table;

import io.claviger.model.Limits;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.OrganizationSettings;
import io.claviger.model.Revision;
import io.claviger.spi.store.EventChain;
import io.claviger.spi.store.LookupOrganization;
import io.claviger.spi.store.OperatorStore;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.store.jdbc.internal.dialect.Dialect;
import io.claviger.store.jdbc.internal.sql.Binder;
import io.claviger.store.jdbc.internal.sql.Chunks;
import io.claviger.store.jdbc.internal.sql.Row;
import io.claviger.store.jdbc.internal.sql.Rows;
import io.claviger.store.jdbc.internal.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** {@code claviger_organization}. */
public final class OrganizationTable {
  static final String NAME = "claviger_organization";

  public static final String COLUMNS =
      "o.id, o.created_at, o.created_by_kind, o.created_by_name, o.created_by_address, o.name,"
          + " o.whitelist_required, o.maximum_lifetime, o.limit_api_keys,"
          + " o.limit_whitelist_entries, o.rate_limit, o.key_rate_limit, o.api_keys, o.lasting_owners,"
          + " o.revision_number, o.revision_random";

  static final String LOOKUP_COLUMNS =
      "o.id, o.whitelist_required, o.revision_number, o.revision_random, o.rate_limit,"
          + " o.key_rate_limit";

  public static final String SNAPSHOT_COLUMNS = COLUMNS + ", o.events_mac, o.events_began";

  static final String FIND =
      "select "
          + SNAPSHOT_COLUMNS
          + """
           from claviger_organization o
          where o.id = ? and o.state = 'active'
          """;

  static final String PAGE = page("");
  static final String NAMED = page(" and position(:text in o.name) > 0");

  static final String COUNT =
      """
      select (select count(*) from claviger_organization o where o.state = 'active'),
             (select count(*) from claviger_api_key)
      """;

  static final String REVISIONS =
      """
      select o.id, o.revision_number, o.revision_random, coalesce(o.ended_tokens, 0)
        from claviger_organization o
       where o.id in (<rows>) and o.state = 'active'
      """;

  static final String LOCK = "select id from claviger_organization where id = ? ";

  private static final String INSERT =
      """
      insert into claviger_organization (
        id, state, name, whitelist_required, maximum_lifetime, limit_api_keys, limit_whitelist_entries,
        rate_limit, key_rate_limit, api_keys, lasting_owners, revision_number, revision_random,
        events_mac, events_began, created_at, created_by_kind, created_by_name, created_by_address)
      values <rows>
      """;

  private static final String ROW = Rows.row(19);

  static final String ADVANCE =
      """
      update claviger_organization
         set state = ?, name = ?, whitelist_required = ?, maximum_lifetime = ?, limit_api_keys = ?,
             limit_whitelist_entries = ?, rate_limit = ?, key_rate_limit = ?, api_keys = ?,
             lasting_owners = ?,
             revision_number = ?, revision_random = ?, events_mac = ?, events_began = ?
       where id = ? and state = 'active' and revision_number = ? and revision_random = ?
      """;

  private OrganizationTable() {}

  /** Returns a snapshot without keys. */
  public static Optional<OrganizationSnapshot> find(Session session, OrganizationId id)
      throws SQLException {
    return session.query(
        FIND,
        binder -> binder.bind(id.value()),
        rows ->
            rows.next()
                ? Optional.of(Row.read(rows, 1, NAME, OrganizationTable::snapshot))
                : Optional.empty());
  }

  private static String page(String condition) {
    return "select "
        + COLUMNS
        + """
         from claviger_organization o
        where o.id > :after and o.state = 'active'%s
        order by o.id
        limit :limit
        """
            .formatted(condition);
  }

  public static OrganizationPage page(Handle handle, OrganizationQuery query) {
    return page(handle.createQuery(PAGE), query);
  }

  /** Returns a page of the organizations with this text in their names. */
  public static OrganizationPage named(Handle handle, String text, OrganizationQuery query) {
    return page(handle.createQuery(NAMED).bind("text", text), query);
  }

  /** Counts both in one statement, and so in one snapshot. A deleted organization has no keys. */
  public static OperatorStore.Totals totals(Handle handle) {
    return handle
        .createQuery(COUNT)
        .map((row, context) -> new OperatorStore.Totals(row.getLong(1), row.getLong(2)))
        .one();
  }

  private static OrganizationPage page(Query select, OrganizationQuery query) {
    List<Organization> oneMore =
        select
            .bind("after", query.after().map(OrganizationId::value).orElse(""))
            .bind("limit", query.limit() + 1)
            .map(Row.mapper(NAME, OrganizationTable::organization))
            .list();
    boolean more = oneMore.size() > query.limit();
    return new OrganizationPage(more ? oneMore.subList(0, query.limit()) : oneMore, more);
  }

  /** Runs without jdbi: caches ask this again and again, and for many organizations. */
  public static Map<OrganizationId, OrganizationVersion> revisions(
      Session session, Collection<OrganizationId> ids) throws SQLException {
    Map<OrganizationId, OrganizationVersion> revisions = new HashMap<>();
    for (List<String> chunk : Chunks.of(ids, OrganizationId::value)) {
      session.list(
          Rows.fill(REVISIONS, "?", chunk.size()),
          binder -> binder.bindAll(chunk),
          rows ->
              Row.read(
                  rows,
                  1,
                  NAME,
                  row -> revisions.put(new OrganizationId(row.text()), version(row))));
    }
    return revisions;
  }

  /** Waits until no other transaction changes the row; returns false if there is none. */
  public static boolean lock(Session session, Dialect dialect, OrganizationId id)
      throws SQLException {
    return session.query(
        LOCK + dialect.forChange(), binder -> binder.bind(id.value()), ResultSet::next);
  }

  /** Fails with a violated constraint if the id was ever used. */
  public static void insert(Session session, Collection<OrganizationChange> creations)
      throws SQLException {
    Rows.update(session, INSERT, ROW, creations, OrganizationTable::bindNew);
  }

  /** The guard of every change: returns false if the organization is at another revision. */
  static boolean advance(Session session, Revision expected, OrganizationChange change)
      throws SQLException {
    return 1
        == session.update(
            ADVANCE,
            binder ->
                bind(binder, change)
                    .bind(change.organization().id().value())
                    .bind(expected.number())
                    .bind(expected.random()));
  }

  /** Reads {@link #LOOKUP_COLUMNS}, the first columns of a row. */
  static LookupOrganization readLookup(ResultSet result) throws SQLException {
    return Row.read(
        result,
        1,
        NAME,
        row ->
            new LookupOrganization(
                new OrganizationId(row.text()), row.flag(), revision(row), rate(row), rate(row)));
  }

  private static OrganizationSnapshot snapshot(Row row) throws SQLException {
    Organization organization = organization(row);
    EventChain chain = new EventChain(row.optionalText(), row.optionalText());
    return new OrganizationSnapshot(organization, Map.of(), chain);
  }

  private static Organization organization(Row row) throws SQLException {
    return Organization.of(
        new OrganizationId(row.text()),
        row.stamp(),
        OrganizationSettings.of(
            row.text(),
            row.flag(),
            row.optionalDuration(),
            Limits.of(row.count(), row.count(), rate(row), rate(row))),
        new OrganizationCounters(row.count(), row.count()),
        revision(row));
  }

  private static Optional<Limits.Rate> rate(Row row) throws SQLException {
    return row.optionalText().map(Limits.Rate::parse);
  }

  static OrganizationVersion version(Row row) throws SQLException {
    return new OrganizationVersion(revision(row), row.number());
  }

  private static Revision revision(Row row) throws SQLException {
    return new Revision(row.number(), row.number());
  }

  private static void bindNew(Binder binder, OrganizationChange creation) throws SQLException {
    Organization organization = creation.organization();
    bind(binder.bind(organization.id().value()), creation).bind(organization.created());
  }

  /** Binds the columns from the state to the chain. */
  private static Binder bind(Binder binder, OrganizationChange change) throws SQLException {
    Organization organization = change.organization();
    OrganizationSettings settings = organization.settings();
    return binder
        .bind(change.deletesOrganization() ? "deleted" : "active")
        .bind(settings.name())
        .bind(settings.isWhitelistRequired())
        .bindDuration(settings.maxLifetime())
        .bind(settings.limits().apiKeys())
        .bind(settings.limits().whitelistEntries())
        .bind(settings.limits().rate().map(Limits.Rate::toString).orElse(null))
        .bind(settings.limits().keyRate().map(Limits.Rate::toString).orElse(null))
        .bind(organization.counters().apiKeys())
        .bind(organization.counters().lastingOwners())
        .bind(organization.revision().number())
        .bind(organization.revision().random())
        .bind(change.chain().newest().orElse(null))
        .bind(change.chain().began().orElse(null));
  }
}
