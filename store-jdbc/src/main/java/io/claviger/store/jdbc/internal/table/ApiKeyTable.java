package io.claviger.store.jdbc.internal.table;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.KeyKind;
import io.claviger.model.Labels;
import io.claviger.model.Limits;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.store.jdbc.internal.sql.Binder;
import io.claviger.store.jdbc.internal.sql.Chunks;
import io.claviger.store.jdbc.internal.sql.Row;
import io.claviger.store.jdbc.internal.sql.Rows;
import io.claviger.store.jdbc.internal.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code claviger_api_key}. */
public final class ApiKeyTable {
  /** A key without its secrets, which have a table of their own. */
  record KeyRow(ApiKey.Identity identity, ApiKeySettings settings) {}

  /** The columns of a key that a request needs. */
  record FoundKey(ApiKeyId id, KeyKind kind, ApiKeySettings settings) {}

  static final String NAME = "claviger_api_key";

  private static final String SETTINGS =
      "k.description, k.labels, k.roles, k.whitelist, k.enabled, k.expires_at, k.rate_limit";

  public static final String COLUMNS =
      "k.id, k.organization_id, k.public_key, k.created_at, k.created_by_kind, k.created_by_name,"
          + " k.created_by_address, k.kind, "
          + SETTINGS
          + ", k.name";

  /** The number of {@link #COLUMNS}. */
  static final int WIDTH = 16;

  static final String LOOKUP_COLUMNS = "k.id, k.kind, " + SETTINGS;

  private static final String INSERT =
      """
      insert into claviger_api_key (
        id, organization_id, public_key, kind, description, labels, roles, whitelist, enabled,
        expires_at, rate_limit, name, created_at, created_by_kind, created_by_name,
        created_by_address)
      values <rows>
      """;

  private static final String ROW = Rows.row(WIDTH);

  public static final String UPDATE =
      """
      update claviger_api_key
         set description = ?, labels = ?, roles = ?, whitelist = ?, enabled = ?, expires_at = ?,
             rate_limit = ?, name = ?
       where id = ? and organization_id = ?
      """;

  /** Updates a key whose labels, roles and whitelist stay, and so its rows in other tables. */
  public static final String UPDATE_STATE =
      """
      update claviger_api_key
         set description = ?, enabled = ?, expires_at = ?, rate_limit = ?, name = ?
       where id = ? and organization_id = ? and labels = ? and roles = ? and whitelist = ?
      """;

  /**
   * Requires that the key is one of these and of the organization. The organization is not compared
   * directly, or some databases would rather read all keys of the organization.
   */
  static final String AMONG_KEYS = " k.id in (<rows>) and concat(k.organization_id, '') = ?";

  static final String FIND = "select k.id from claviger_api_key k where" + AMONG_KEYS;

  private ApiKeyTable() {}

  static void insert(Session session, Collection<ApiKey> keys) throws SQLException {
    Rows.update(
        session,
        INSERT,
        ROW,
        keys,
        (binder, key) -> {
          binder.bind(key.id().value()).bind(key.organization().value());
          binder.bind(key.publicKey().value()).bind(orNull(key.kind()));
          bindSettings(binder, key).bind(key.identity().created());
        });
  }

  /**
   * Updates settings only. Returns the keys whose rows in other tables may have to change, too.
   * Throws if one of the keys is missing.
   */
  static List<ApiKey> update(Session session, OrganizationId organization, List<ApiKey> keys)
      throws SQLException {
    List<ApiKey> changed = new ArrayList<>();
    List<String> uncounted = new ArrayList<>();
    for (ApiKey key : keys) {
      if (!updateState(session, organization, key)) {
        changed.add(key);
        // A driver may count no row that had these values already.
        if (!updateAll(session, organization, key)) {
          uncounted.add(key.id().value());
        }
      }
    }
    for (List<String> chunk : Chunks.of(uncounted, key -> key)) {
      requireAll(session, organization, chunk);
    }
    return changed;
  }

  private static boolean updateAll(Session session, OrganizationId organization, ApiKey key)
      throws SQLException {
    return 1
        == session.update(
            UPDATE,
            binder -> bindSettings(binder, key).bind(key.id().value()).bind(organization.value()));
  }

  private static boolean updateState(Session session, OrganizationId organization, ApiKey key)
      throws SQLException {
    return 1
        == session.update(
            UPDATE_STATE,
            binder -> {
              bindState(binder.bind(key.description()), key);
              bindDocuments(binder.bind(key.id().value()).bind(organization.value()), key);
            });
  }

  /** Throws if one of these keys, as many as a statement takes, is missing. */
  static void requireAll(Session session, OrganizationId organization, List<String> keys)
      throws SQLException {
    Set<String> missing = new TreeSet<>(keys);
    find(session, organization, keys).forEach(missing::remove);
    requireNone(missing);
  }

  /** Throws if there are missing keys: a change that names one fails as a whole. */
  static void requireNone(Set<String> missing) {
    if (!missing.isEmpty()) {
      throw new StoreException(
          StoreException.Kind.FAULT,
          "the change names API key "
              + String.join(" or ", missing)
              + ", which its organization does not have; nothing was changed",
          null);
    }
  }

  /** Returns whether the organization has the key. */
  public static boolean has(Session session, OrganizationId organization, ApiKeyId key)
      throws SQLException {
    return !find(session, organization, List.of(key.value())).isEmpty();
  }

  private static List<String> find(Session session, OrganizationId organization, List<String> keys)
      throws SQLException {
    return session.list(
        Rows.fill(FIND, "?", keys.size()),
        binder -> binder.bindAll(keys).bind(organization.value()),
        row -> row.getString(1));
  }

  /** Reads {@link #COLUMNS}, the first columns of a row. */
  static KeyRow read(ResultSet result) throws SQLException {
    return Row.read(
        result,
        1,
        NAME,
        row -> new KeyRow(identity(row), settings(row).withName(row.optionalText())));
  }

  /** Reads {@link #LOOKUP_COLUMNS}, from this column on. */
  static FoundKey readLookup(ResultSet result, int first) throws SQLException {
    return Row.read(
        result,
        first,
        NAME,
        row -> new FoundKey(new ApiKeyId(row.text()), kind(row), settings(row)));
  }

  private static ApiKey.Identity identity(Row row) throws SQLException {
    return new ApiKey.Identity(
        new ApiKeyId(row.text()),
        new OrganizationId(row.text()),
        new PublicKey(row.text()),
        row.stamp(),
        kind(row));
  }

  /** Most keys have none, which is null. */
  private static KeyKind kind(Row row) throws SQLException {
    return row.optionalText().map(KeyKind::new).orElse(KeyKind.none());
  }

  private static @Nullable String orNull(KeyKind kind) {
    return kind.equals(KeyKind.none()) ? null : kind.value();
  }

  private static ApiKeySettings settings(Row row) throws SQLException {
    return ApiKeySettings.of(
        row.text(),
        labels(row.text()),
        RolesDocument.parse(row.text()),
        WhitelistDocument.parse(row.text()),
        row.flag(),
        row.optionalInstant(),
        row.optionalText().map(Limits.Rate::parse),
        Optional.empty());
  }

  /** Most keys have none. */
  private static Labels labels(String document) {
    return document.isEmpty() ? Labels.none() : new Labels(PairsDocument.parse(document));
  }

  private static Binder bindSettings(Binder binder, ApiKey key) throws SQLException {
    return bindState(bindDocuments(binder.bind(key.description()), key), key);
  }

  private static Binder bindDocuments(Binder binder, ApiKey key) throws SQLException {
    return binder
        .bind(PairsDocument.format(key.labels().values()))
        .bind(RolesDocument.format(key.roles()))
        .bind(WhitelistDocument.format(key.whitelist()));
  }

  private static Binder bindState(Binder binder, ApiKey key) throws SQLException {
    return binder
        .bind(key.isEnabled())
        .bindInstant(key.expiresAt())
        .bind(key.rateLimit().map(Limits.Rate::toString).orElse(null))
        .bind(key.name().orElse(null));
  }
}
