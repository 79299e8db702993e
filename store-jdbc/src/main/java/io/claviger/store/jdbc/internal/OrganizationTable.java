package io.claviger.store.jdbc.internal;

import io.claviger.model.Limits;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationSettings;
import io.claviger.model.Revision;
import io.claviger.spi.LookupOrganization;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code claviger_organization}. */
final class OrganizationTable {
  static final String COLUMNS =
      Row.columns(
          Table.ORGANIZATION.alias(),
          "id",
          "created_at",
          "created_by_kind",
          "created_by_name",
          "created_by_address",
          "name",
          "whitelist_required",
          "maximum_lifetime",
          "limit_api_keys",
          "limit_whitelist_entries",
          "api_keys",
          "lasting_owners",
          "revision_number",
          "revision_random");

  static final String LOOKUP_COLUMNS =
      Row.columns(
          Table.ORGANIZATION.alias(),
          "id",
          "whitelist_required",
          "revision_number",
          "revision_random");

  private static final Positions POSITIONS = Positions.inLists(COLUMNS);

  static final String FIND =
      "select "
          + COLUMNS
          + """
           from claviger_organization o
          where o.id = ? and o.state = 'active'
          """;

  static final String REVISIONS =
      """
      select o.id as o_id, o.revision_number as o_revision_number,
             o.revision_random as o_revision_random
        from claviger_organization o
       where o.id in (<ids>) and o.state = 'active'
      """;

  static final String LOCK = "select id from claviger_organization where id = ? for update";

  private static final String INSERT =
      """
      insert into claviger_organization (
        id, state, name, whitelist_required, maximum_lifetime, limit_api_keys, limit_whitelist_entries,
        api_keys, lasting_owners, revision_number, revision_random,
        created_at, created_by_kind, created_by_name, created_by_address)
      values <rows>
      """;

  private static final String ROW = Sql.row(15);

  static final String ADVANCE =
      """
      update claviger_organization
         set state = ?, name = ?, whitelist_required = ?, maximum_lifetime = ?, limit_api_keys = ?,
             limit_whitelist_entries = ?, api_keys = ?, lasting_owners = ?, revision_number = ?,
             revision_random = ?
       where id = ? and state = 'active' and revision_number = ? and revision_random = ?
      """;

  private OrganizationTable() {}

  static Optional<Organization> find(Session session, OrganizationId id) throws SQLException {
    return new Sql(session, FIND).bind(id.value()).first(row -> read(row, POSITIONS));
  }

  static Map<OrganizationId, Revision> revisions(Session session, Collection<OrganizationId> ids)
      throws SQLException {
    Map<OrganizationId, Revision> revisions = new HashMap<>();
    for (List<String> chunk : Chunks.of(ids, OrganizationId::value)) {
      new Sql(session, REVISIONS)
          .bindList(chunk)
          .list(row -> Row.read(row, Table.ORGANIZATION, OrganizationTable::revisionOf))
          .forEach(found -> revisions.put(found.getKey(), found.getValue()));
    }
    return revisions;
  }

  /** Waits until no other transaction has the row; false where there is none. */
  static boolean lock(Session session, OrganizationId id) throws SQLException {
    return new Sql(session, LOCK).bind(id.value()).first(row -> true).isPresent();
  }

  /** Fails with a violated constraint if the id was ever used. */
  static void insert(Session session, Organization organization) throws SQLException {
    insertAll(session, List.of(organization));
  }

  /** The same for many. */
  static void insertAll(Session session, Collection<Organization> organizations)
      throws SQLException {
    Sql.rows(session, INSERT, ROW, organizations, OrganizationTable::bindNew);
  }

  /** The guard of every change: false if the organization is not at the expected revision. */
  static boolean advance(Session session, Revision expected, Organization after, boolean deletes)
      throws SQLException {
    Sql update = new Sql(session, ADVANCE);
    bind(update, after, deletes ? "deleted" : "active");
    update.bind(after.id().value()).bind(expected.number()).bind(expected.random());
    return update.update() == 1;
  }

  static Organization read(ResultSet result, Positions positions) throws SQLException {
    return Row.read(result, positions, Table.ORGANIZATION, OrganizationTable::organization);
  }

  /** What a request needs of it. */
  static LookupOrganization readLookup(ResultSet result, Positions positions) throws SQLException {
    return Row.read(
        result,
        positions,
        Table.ORGANIZATION,
        row ->
            new LookupOrganization(
                new OrganizationId(row.text("id")), row.flag("whitelist_required"), revision(row)));
  }

  private static Organization organization(Row row) throws SQLException {
    return new Organization(
        new OrganizationId(row.text("id")),
        row.stamp(Stamps.CREATED),
        new OrganizationSettings(
            row.text("name"),
            row.flag("whitelist_required"),
            row.optionalDuration("maximum_lifetime"),
            new Limits(row.count("limit_api_keys"), row.count("limit_whitelist_entries"))),
        new OrganizationCounters(row.count("api_keys"), row.count("lasting_owners")),
        revision(row));
  }

  private static Revision revision(Row row) throws SQLException {
    return new Revision(row.number("revision_number"), row.number("revision_random"));
  }

  private static Map.Entry<OrganizationId, Revision> revisionOf(Row row) throws SQLException {
    return Map.entry(new OrganizationId(row.text("id")), revision(row));
  }

  private static void bindNew(Sql sql, Organization organization) {
    sql.bind(organization.id().value());
    bind(sql, organization, "active");
    Stamps.bind(sql, organization.created());
  }

  /** From the state to the revision. */
  private static void bind(Sql sql, Organization organization, String state) {
    OrganizationSettings settings = organization.settings();
    sql.bind(state)
        .bind(settings.name())
        .bind(settings.whitelistRequired())
        .bind(Micros.orNull(settings.maximumLifetime().orElse(null)))
        .bind(settings.limits().apiKeys())
        .bind(settings.limits().whitelistEntries())
        .bind(organization.counters().apiKeys())
        .bind(organization.counters().lastingOwners())
        .bind(organization.revision().number())
        .bind(organization.revision().random());
  }
}
