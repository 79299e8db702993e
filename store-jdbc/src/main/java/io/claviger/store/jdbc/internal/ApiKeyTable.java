package io.claviger.store.jdbc.internal;

import io.claviger.ApiKey;
import io.claviger.ApiKeyId;
import io.claviger.ApiKeyIdentity;
import io.claviger.ApiKeySettings;
import io.claviger.Labels;
import io.claviger.OrganizationId;
import io.claviger.PublicKey;
import io.claviger.Validity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** {@code claviger_api_key}. */
final class ApiKeyTable {
  /** What the row itself says about a key, which is all but its secrets. */
  record KeyRow(ApiKeyIdentity identity, ApiKeySettings settings) {}

  static final String COLUMNS =
      Row.columns(
          Table.API_KEY.alias(),
          "id",
          "organization_id",
          "public_key",
          "description",
          "labels",
          "roles",
          "whitelist",
          "enabled",
          "expires_at",
          "created_at",
          "created_by_kind",
          "created_by_name",
          "created_by_address");

  private static final String INSERT =
      """
      insert into claviger_api_key (
        id, organization_id, public_key, description, labels, roles, whitelist, enabled,
        expires_at, created_at, created_by_kind, created_by_name, created_by_address)
      values (
        :id, :organization_id, :public_key, :description, :labels, :roles, :whitelist, :enabled,
        :expires_at, :created_at, :created_by_kind, :created_by_name, :created_by_address)
      """;

  static final String UPDATE =
      """
      update claviger_api_key
         set description = :description, labels = :labels, roles = :roles,
             whitelist = :whitelist, enabled = :enabled, expires_at = :expires_at
       where id = :id and organization_id = :organization_id
      """;

  static final String FIND =
      """
      select id from claviger_api_key
       where organization_id = :organization_id and id in (<keys>)
      """;

  static final String DELETE =
      """
      delete from claviger_api_key
       where organization_id = :organization_id and id in (<keys>)
      """;

  static final String DELETE_ALL =
      "delete from claviger_api_key where organization_id = :organization_id";

  private ApiKeyTable() {}

  static void insert(Handle handle, Collection<ApiKey> keys) {
    Batches.run(
        handle,
        INSERT,
        keys,
        (batch, key) -> {
          bindSettings(batch, key);
          batch.bind("public_key", key.publicKey().value());
          Stamps.bind(batch, "created", key.identity().created());
        });
  }

  /** Settings only. Throws if one of the keys is not there. */
  static void update(Handle handle, OrganizationId organization, Collection<ApiKey> keys) {
    int[] counts = Batches.run(handle, UPDATE, keys, ApiKeyTable::bindSettings);
    List<String> doubtful = new ArrayList<>();
    int i = 0;
    for (ApiKey key : keys) {
      // A driver may tell no counts of a batch, or count no row that had these values already.
      if (counts[i++] != 1) {
        doubtful.add(key.id().value());
      }
    }
    requireAll(handle, organization, doubtful);
  }

  private static void requireAll(
      Handle handle, OrganizationId organization, Collection<String> keys) {
    for (List<String> chunk : Chunks.of(keys, key -> key)) {
      Set<String> missing = new TreeSet<>(chunk);
      missing.removeAll(find(handle, organization, chunk));
      MissingKeys.require(missing.isEmpty(), missing);
    }
  }

  /** Whether the organization has the key. */
  static boolean has(Handle handle, OrganizationId organization, ApiKeyId key) {
    return !find(handle, organization, List.of(key.value())).isEmpty();
  }

  private static Set<String> find(Handle handle, OrganizationId organization, List<String> keys) {
    return handle
        .createQuery(FIND)
        .bind("organization_id", organization.value())
        .bindList("keys", keys)
        .mapTo(String.class)
        .set();
  }

  /** With all rows of other tables that belong to them. Throws if one of the keys is not there. */
  static void delete(Handle handle, OrganizationId organization, Collection<ApiKeyId> keys) {
    for (List<String> chunk : Chunks.of(keys, ApiKeyId::value)) {
      int deleted =
          handle
              .createUpdate(DELETE)
              .bind("organization_id", organization.value())
              .bindList("keys", chunk)
              .execute();
      MissingKeys.require(deleted == chunk.size(), chunk);
    }
  }

  /** All keys of an organization. */
  static void deleteAll(Handle handle, OrganizationId organization) {
    handle.createUpdate(DELETE_ALL).bind("organization_id", organization.value()).execute();
  }

  static KeyRow read(ResultSet result, Positions positions) throws SQLException {
    return Row.read(
        result, positions, Table.API_KEY, row -> new KeyRow(identity(row), settings(row)));
  }

  private static ApiKeyIdentity identity(Row row) throws SQLException {
    return new ApiKeyIdentity(
        new ApiKeyId(row.text("id")),
        new OrganizationId(row.text("organization_id")),
        new PublicKey(row.text("public_key")),
        row.stamp("created"));
  }

  private static ApiKeySettings settings(Row row) throws SQLException {
    return new ApiKeySettings(
        row.text("description"),
        new Labels(PairsDocument.parse(row.text("labels"))),
        RolesDocument.parse(row.text("roles")),
        WhitelistDocument.parse(row.text("whitelist")),
        new Validity(row.flag("enabled"), row.optionalInstant("expires_at")));
  }

  private static void bindSettings(PreparedBatch batch, ApiKey key) {
    batch
        .bind("id", key.id().value())
        .bind("organization_id", key.organization().value())
        .bind("description", key.description())
        .bind("labels", PairsDocument.format(key.labels().values()))
        .bind("roles", RolesDocument.format(key.roles()))
        .bind("whitelist", WhitelistDocument.format(key.whitelist()))
        .bind("enabled", key.validity().enabled())
        .bind("expires_at", Micros.orNull(key.validity().expiresAt().orElse(null)));
  }
}
