package io.claviger.store.jdbc.internal;

import io.claviger.Limits;
import io.claviger.Organization;
import io.claviger.OrganizationCounters;
import io.claviger.OrganizationId;
import io.claviger.OrganizationSettings;
import io.claviger.Revision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/** {@code claviger_organization}. */
final class OrganizationTable {
  static final String COLUMNS =
      Row.columns(
          Table.ORGANIZATION.alias(),
          "id",
          "name",
          "whitelist_required",
          "maximum_lifetime",
          "limit_api_keys",
          "limit_whitelist_entries",
          "api_keys",
          "lasting_owners",
          "revision_number",
          "revision_random",
          "created_at",
          "created_by_kind",
          "created_by_name",
          "created_by_address");

  static final String FIND =
      "select "
          + COLUMNS
          + """
           from claviger_organization o
          where o.id = :id and o.state = 'active'
          """;

  static final String REVISIONS =
      """
      select o.id as o_id, o.revision_number as o_revision_number,
             o.revision_random as o_revision_random
        from claviger_organization o
       where o.id in (<ids>) and o.state = 'active'
      """;

  static final String LOCK = "select id from claviger_organization where id = :id for update";

  private static final String INSERT =
      """
      insert into claviger_organization (
        id, state, name, whitelist_required, maximum_lifetime, limit_api_keys, limit_whitelist_entries,
        api_keys, lasting_owners, revision_number, revision_random,
        created_at, created_by_kind, created_by_name, created_by_address)
      values (
        :id, :state, :name, :whitelist_required, :maximum_lifetime, :limit_api_keys, :limit_whitelist_entries,
        :api_keys, :lasting_owners, :revision_number, :revision_random,
        :created_at, :created_by_kind, :created_by_name, :created_by_address)
      """;

  static final String ADVANCE =
      """
      update claviger_organization
         set state = :state, name = :name, whitelist_required = :whitelist_required,
             maximum_lifetime = :maximum_lifetime, limit_api_keys = :limit_api_keys, limit_whitelist_entries = :limit_whitelist_entries,
             api_keys = :api_keys, lasting_owners = :lasting_owners,
             revision_number = :revision_number, revision_random = :revision_random
       where id = :id and state = 'active'
         and revision_number = :expected_number and revision_random = :expected_random
      """;

  private OrganizationTable() {}

  static Optional<Organization> find(Handle handle, OrganizationId id) {
    return handle
        .createQuery(FIND)
        .bind("id", id.value())
        .map((result, context) -> read(result, Positions.BY_LABEL))
        .findOne();
  }

  static Map<OrganizationId, Revision> revisions(Handle handle, Collection<OrganizationId> ids) {
    Map<OrganizationId, Revision> revisions = new HashMap<>();
    for (List<String> chunk : Chunks.of(ids, OrganizationId::value)) {
      handle
          .createQuery(REVISIONS)
          .bindList("ids", chunk)
          .map(
              (result, context) ->
                  Row.read(result, Table.ORGANIZATION, OrganizationTable::revisionOf))
          .forEach(found -> revisions.put(found.getKey(), found.getValue()));
    }
    return revisions;
  }

  /** Waits until no other transaction has the row; false where there is none. */
  static boolean lock(Handle handle, OrganizationId id) {
    return handle
        .createQuery(LOCK)
        .bind("id", id.value())
        .mapTo(String.class)
        .findOne()
        .isPresent();
  }

  /** Fails with a violated constraint if the id was ever used. */
  static void insert(Handle handle, Organization organization) {
    try (Update insert = handle.createUpdate(INSERT)) {
      bindNew(insert, organization);
      insert.execute();
    }
  }

  /** The same for many. */
  static void insertAll(Handle handle, Collection<Organization> organizations) {
    Batches.run(handle, INSERT, organizations, OrganizationTable::bindNew);
  }

  /** The guard of every change: false if the organization is not at the expected revision. */
  static boolean advance(Handle handle, Revision expected, Organization after, boolean deletes) {
    try (Update update = handle.createUpdate(ADVANCE)) {
      bind(update, after, deletes ? "deleted" : "active");
      update.bind("expected_number", expected.number());
      update.bind("expected_random", expected.random());
      return update.execute() == 1;
    }
  }

  static Organization read(ResultSet result, Positions positions) throws SQLException {
    return Row.read(result, positions, Table.ORGANIZATION, OrganizationTable::organization);
  }

  private static Organization organization(Row row) throws SQLException {
    Limits limits = new Limits(row.count("limit_api_keys"), row.count("limit_whitelist_entries"));
    return new Organization(
        new OrganizationId(row.text("id")),
        row.stamp("created"),
        new OrganizationSettings(
            row.text("name"),
            row.flag("whitelist_required"),
            row.optionalDuration("maximum_lifetime"),
            limits),
        new OrganizationCounters(row.count("api_keys"), row.count("lasting_owners")),
        revision(row));
  }

  private static Revision revision(Row row) throws SQLException {
    return new Revision(row.number("revision_number"), row.number("revision_random"));
  }

  private static Map.Entry<OrganizationId, Revision> revisionOf(Row row) throws SQLException {
    return Map.entry(new OrganizationId(row.text("id")), revision(row));
  }

  private static void bindNew(SqlStatement<?> statement, Organization organization) {
    bind(statement, organization, "active");
    Stamps.bind(statement, "created", organization.created());
  }

  private static void bind(SqlStatement<?> statement, Organization organization, String state) {
    OrganizationSettings settings = organization.settings();
    statement
        .bind("id", organization.id().value())
        .bind("state", state)
        .bind("name", settings.name())
        .bind("whitelist_required", settings.whitelistRequired())
        .bind("maximum_lifetime", Micros.orNull(settings.maximumLifetime().orElse(null)))
        .bind("limit_api_keys", settings.limits().apiKeys())
        .bind("limit_whitelist_entries", settings.limits().whitelistEntries())
        .bind("api_keys", organization.counters().apiKeys())
        .bind("lasting_owners", organization.counters().lastingOwners())
        .bind("revision_number", organization.revision().number())
        .bind("revision_random", organization.revision().random());
  }
}
