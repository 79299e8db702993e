package io.claviger.store.jdbc.internal;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyIdentity;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.Labels;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.Validity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code claviger_api_key}. */
final class ApiKeyTable {
  /** What the row itself says about a key, which is all but its secrets. */
  record KeyRow(ApiKeyIdentity identity, ApiKeySettings settings) {}

  /** What a request needs of a key, but its secrets. */
  record FoundKey(ApiKeyId id, ApiKeySettings settings) {}

  private static final String SETTINGS =
      Row.columns(
          Table.API_KEY.alias(),
          "description",
          "labels",
          "roles",
          "whitelist",
          "enabled",
          "expires_at");

  static final String COLUMNS =
      Row.columns(
              Table.API_KEY.alias(),
              "id",
              "organization_id",
              "public_key",
              "created_at",
              "created_by_kind",
              "created_by_name",
              "created_by_address")
          + ", "
          + SETTINGS;

  static final String LOOKUP_COLUMNS = Row.columns(Table.API_KEY.alias(), "id") + ", " + SETTINGS;

  private static final String INSERT =
      """
      insert into claviger_api_key (
        id, organization_id, public_key, description, labels, roles, whitelist, enabled,
        expires_at, created_at, created_by_kind, created_by_name, created_by_address)
      values <rows>
      """;

  private static final String ROW = Sql.row(13);

  static final String UPDATE =
      """
      update claviger_api_key
         set description = ?, labels = ?, roles = ?, whitelist = ?, enabled = ?, expires_at = ?
       where id = ? and organization_id = ?
      """;

  /**
   * That the key is one of these and of the organization. Which is no plain comparison, or some
   * databases would rather go through all keys of the organization.
   */
  static final String AMONG_KEYS = " k.id in (<keys>) and concat(k.organization_id, '') = ?";

  static final String FIND = "select k.id from claviger_api_key k where" + AMONG_KEYS;

  private ApiKeyTable() {}

  static void insert(Session session, Collection<ApiKey> keys) throws SQLException {
    Sql.rows(
        session,
        INSERT,
        ROW,
        keys,
        (sql, key) -> {
          sql.bind(key.id().value()).bind(key.organization().value());
          sql.bind(key.publicKey().value());
          bindSettings(sql, key);
          Stamps.bind(sql, key.identity().created());
        });
  }

  /** Settings only. Throws if one of the keys is not there. */
  static void update(Session session, OrganizationId organization, Collection<ApiKey> keys)
      throws SQLException {
    int[] counts =
        Sql.each(
            session,
            UPDATE,
            keys,
            (sql, key) -> {
              bindSettings(sql, key);
              sql.bind(key.id().value()).bind(key.organization().value());
            });
    List<String> doubtful = new ArrayList<>();
    int i = 0;
    for (ApiKey key : keys) {
      // A driver may count no row that had these values already.
      if (counts[i++] != 1) {
        doubtful.add(key.id().value());
      }
    }
    requireAll(session, organization, doubtful);
  }

  private static void requireAll(
      Session session, OrganizationId organization, Collection<String> keys) throws SQLException {
    for (List<String> chunk : Chunks.of(keys, key -> key)) {
      Set<String> missing = new TreeSet<>(chunk);
      find(session, organization, chunk).forEach(missing::remove);
      MissingKeys.require(missing.isEmpty(), missing);
    }
  }

  /** Whether the organization has the key. */
  static boolean has(Session session, OrganizationId organization, ApiKeyId key)
      throws SQLException {
    return !find(session, organization, List.of(key.value())).isEmpty();
  }

  private static List<String> find(Session session, OrganizationId organization, List<String> keys)
      throws SQLException {
    return new Sql(session, FIND)
        .bindList(keys)
        .bind(organization.value())
        .list(row -> row.getString("id"));
  }

  static KeyRow read(ResultSet result, Positions positions) throws SQLException {
    return Row.read(
        result, positions, Table.API_KEY, row -> new KeyRow(identity(row), settings(row)));
  }

  /** What a request needs of it. */
  static FoundKey readFound(ResultSet result, Positions positions) throws SQLException {
    return Row.read(
        result,
        positions,
        Table.API_KEY,
        row -> new FoundKey(new ApiKeyId(row.text("id")), settings(row)));
  }

  private static ApiKeyIdentity identity(Row row) throws SQLException {
    return new ApiKeyIdentity(
        new ApiKeyId(row.text("id")),
        new OrganizationId(row.text("organization_id")),
        new PublicKey(row.text("public_key")),
        row.stamp(Stamps.CREATED));
  }

  private static ApiKeySettings settings(Row row) throws SQLException {
    return new ApiKeySettings(
        row.text("description"),
        labels(row.text("labels")),
        RolesDocument.parse(row.text("roles")),
        WhitelistDocument.parse(row.text("whitelist")),
        new Validity(row.flag("enabled"), row.optionalInstant("expires_at")));
  }

  /** Most keys have none. */
  private static Labels labels(String document) {
    return document.isEmpty() ? Labels.none() : new Labels(PairsDocument.parse(document));
  }

  private static void bindSettings(Sql sql, ApiKey key) {
    sql.bind(key.description())
        .bind(PairsDocument.format(key.labels().values()))
        .bind(RolesDocument.format(key.roles()))
        .bind(WhitelistDocument.format(key.whitelist()))
        .bind(key.validity().enabled())
        .bind(Micros.orNull(key.validity().expiresAt().orElse(null)));
  }
}
