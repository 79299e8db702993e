package io.claviger.store.jdbc.internal.table;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyPage;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.model.SecretInfo;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.store.jdbc.internal.dialect.IndexHints;
import io.claviger.store.jdbc.internal.sql.Chunks;
import io.claviger.store.jdbc.internal.sql.Row;
import io.claviger.store.jdbc.internal.sql.Rows;
import io.claviger.store.jdbc.internal.sql.Session;
import io.claviger.store.jdbc.internal.table.ApiKeyTable.KeyRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The reads that join: keys with their secrets. Each takes one statement, and so one snapshot. */
public final class KeyQueries {
  static final String BY_ID =
      "select "
          + String.join(", ", ApiKeyTable.COLUMNS, SecretTable.COLUMNS)
          + " from claviger_api_key k left join claviger_secret s"
          + IndexHints.BY_KEY
          + "on s.key_id = k.id where"
          + ApiKeyTable.AMONG_KEYS
          + " order by k.id, s.position";

  /**
   * The keys of an organization after one of them, for pages in the order of both columns. With the
   * organization as a constant, PostgreSQL would take that order from the primary key, and read the
   * keys of all others before the newest ones. It begins at the place of the row, which is compared
   * with "or equal", since it expects no rows beyond the last organization. The other databases
   * begin at the id.
   */
  static final String OF_ORGANIZATION_AFTER =
      "claviger_api_key p"
          + IndexHints.BY_ORGANIZATION
          + """
          where (p.organization_id, p.id) >= (:organization_id, :after)
                   and p.organization_id between :organization_id and :organization_id
                   and p.id > :after\
          """;

  private static final String PAGE_WHERE =
      "select "
          + String.join(", ", ApiKeyTable.COLUMNS, SecretTable.INFO_COLUMNS)
          + " from (select * from "
          + OF_ORGANIZATION_AFTER
          + """
          %s
                 order by p.organization_id, p.id
                 limit :limit) k
          left join claviger_secret s\
          """
          + IndexHints.BY_KEY
          + "on s.key_id = k.id order by k.id, s.position";

  private static final String PAGE_OF_ALL_WHERE =
      "select "
          + String.join(", ", ApiKeyTable.COLUMNS, SecretTable.INFO_COLUMNS)
          + " from (select * from claviger_api_key p"
          + """

          where p.id > :after%s
          order by p.id
          limit :limit) k
          left join claviger_secret s\
          """
          + IndexHints.BY_KEY
          + "on s.key_id = k.id order by k.id, s.position";

  /** The page of all keys. */
  static final String PAGE = page("");

  /** The first column of the secret, after those of the key. */
  private static final int SECRET = ApiKeyTable.WIDTH + 1;

  private KeyQueries() {}

  /** Returns those of these keys that the organization has. */
  public static Map<ApiKeyId, StoredApiKey> byId(
      Session session, OrganizationId organization, Collection<ApiKeyId> ids) throws SQLException {
    Map<ApiKeyId, StoredApiKey> keys = new HashMap<>();
    for (List<String> chunk : Chunks.of(ids, ApiKeyId::value)) {
      session
          .query(
              Rows.fill(BY_ID, "?", chunk.size()),
              binder -> binder.bindAll(chunk).bind(organization.value()),
              rows -> group(rows, SecretTable::stored, KeyQueries::stored))
          .forEach(stored -> keys.put(stored.key().id(), stored));
    }
    return keys;
  }

  public static KeyPage page(Handle handle, KeyQuery query) {
    PageQuery page = query.page();
    KeyConditions conditions = KeyConditions.of(query);
    Query select =
        handle
            .createQuery(page(conditions.sql()))
            .bindMap(conditions.values())
            .bind("organization_id", query.organization().value());
    return page(select, page);
  }

  /** Returns a page of the keys of all organizations. */
  public static KeyPage pageOfAll(Handle handle, KeyFilter filter, Instant now, PageQuery page) {
    KeyConditions conditions = KeyConditions.of(filter, now);
    return page(handle.createQuery(pageOfAll(conditions.sql())).bindMap(conditions.values()), page);
  }

  private static KeyPage page(Query select, PageQuery page) {
    List<ApiKey> keys;
    try (select) {
      select
          .bind("after", page.after().map(ApiKeyId::value).orElse(""))
          .bind("limit", page.limit() + 1);
      keys =
          select.scanResultSet(
              (rows, context) -> group(rows.get(), SecretTable::info, KeyQueries::key));
    }
    boolean more = keys.size() > page.limit();
    return new KeyPage(more ? keys.subList(0, page.limit()) : keys, more);
  }

  /** Returns the page of those that meet these conditions, which begin with "and". */
  public static String page(String conditions) {
    return String.format(PAGE_WHERE, conditions);
  }

  /** Returns the page of those keys of all organizations that meet these conditions. */
  static String pageOfAll(String conditions) {
    return String.format(PAGE_OF_ALL_WHERE, conditions);
  }

  /** Puts together each key and its secrets, which follow one another. */
  private static <S, T> List<T> group(
      ResultSet rows, Row.Reader<S> reader, BiFunction<KeyRow, List<S>, T> make)
      throws SQLException {
    List<T> all = new ArrayList<>();
    boolean more = rows.next();
    while (more) {
      KeyRow key = ApiKeyTable.read(rows);
      String id = key.identity().id().value();
      List<S> secrets = new ArrayList<>();
      do {
        if (rows.getString(SECRET) != null) {
          secrets.add(Row.read(rows, SECRET, SecretTable.NAME, reader));
        }
        more = rows.next();
      } while (more && id.equals(rows.getString(1)));
      all.add(make.apply(key, secrets));
    }
    return all;
  }

  private static StoredApiKey stored(KeyRow row, List<StoredSecret> secrets) {
    return new StoredApiKey(key(row, secrets.stream().map(StoredSecret::info).toList()), secrets);
  }

  private static ApiKey key(KeyRow row, List<SecretInfo> secrets) {
    return ApiKey.of(row.identity(), row.settings(), secrets);
  }
}
