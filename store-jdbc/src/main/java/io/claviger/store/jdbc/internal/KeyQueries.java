package io.claviger.store.jdbc.internal;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyPage;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.model.SecretInfo;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.store.jdbc.internal.ApiKeyTable.KeyRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.DefinedAttributeTemplateEngine;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.TemplateEngine;

/** The reads that join: keys with their secrets. Each takes one statement, and so one snapshot. */
final class KeyQueries {
  static final String BY_ID =
      "select "
          + String.join(", ", ApiKeyTable.COLUMNS, SecretTable.COLUMNS)
          + """
           from claviger_api_key k
           left join claviger_secret s\
          """
          + MariaDbDialect.BY_KEY
          + """
           on s.key_id = k.id
          where\
          """
          + ApiKeyTable.AMONG_KEYS
          + " order by k.id, s.position";

  private static final Positions OF_STORED =
      Positions.inLists(ApiKeyTable.COLUMNS, SecretTable.COLUMNS);

  // The organization is in the order too, so that H2 takes the order of the index.
  private static final String PAGE_WHERE =
      "select "
          + String.join(", ", ApiKeyTable.COLUMNS, SecretTable.INFO_COLUMNS)
          + """
           from (select * from claviger_api_key p\
          """
          + MariaDbDialect.BY_ORGANIZATION
          + """
                  where p.organization_id = :organization_id and p.id > :after%s
                  order by p.organization_id, p.id
                  limit :limit) k
           left join claviger_secret s\
          """
          + MariaDbDialect.BY_KEY
          + """
           on s.key_id = k.id
          order by k.id, s.position
          """;

  private static final Positions OF_PAGE =
      Positions.inLists(ApiKeyTable.COLUMNS, SecretTable.INFO_COLUMNS);

  // A host's jdbi may read statements in another way.
  private static final SqlParser PARSER = new ColonPrefixSqlParser();
  private static final TemplateEngine TEMPLATES = new DefinedAttributeTemplateEngine();

  /** Of all keys. */
  static final String PAGE = page("");

  private KeyQueries() {}

  /** Those of these keys that the organization has. */
  static Map<ApiKeyId, StoredApiKey> byId(
      Session session, OrganizationId organization, Collection<ApiKeyId> ids) throws SQLException {
    Map<ApiKeyId, StoredApiKey> keys = new HashMap<>();
    for (List<String> chunk : Chunks.of(ids, ApiKeyId::value)) {
      new Sql(session, BY_ID)
          .bindList(chunk)
          .bind(organization.value())
          .first(rows -> group(rows, OF_STORED, SecretTable::read, KeyQueries::stored))
          .ifPresent(all -> all.forEach(stored -> keys.put(stored.key().id(), stored)));
    }
    return keys;
  }

  static KeyPage page(Session session, KeyQuery query) {
    PageQuery page = query.page();
    KeyConditions conditions = KeyConditions.of(query);
    try (Query select = session.jdbi().createQuery(page(conditions.sql()))) {
      List<ApiKey> keys =
          select
              .setSqlParser(PARSER)
              .setTemplateEngine(TEMPLATES)
              .bindMap(conditions.values())
              .bind("organization_id", query.organization().value())
              .bind("after", page.after().map(ApiKeyId::value).orElse(""))
              .bind("limit", page.limit() + 1)
              .scanResultSet((rows, context) -> keys(rows.get()));
      boolean more = keys.size() > page.limit();
      return new KeyPage(more ? keys.subList(0, page.limit()) : keys, more);
    }
  }

  /** Of those that meet these conditions, which begin with "and". */
  static String page(String conditions) {
    return String.format(PAGE_WHERE, conditions);
  }

  private static List<ApiKey> keys(ResultSet rows) throws SQLException {
    return rows.next() ? group(rows, OF_PAGE, SecretTable::readInfo, KeyQueries::key) : List.of();
  }

  /** Puts together each key and its secrets, which follow one another, from the present row on. */
  private static <S, T> List<T> group(
      ResultSet rows,
      Positions positions,
      SecretReader<S> reader,
      BiFunction<KeyRow, List<S>, T> make)
      throws SQLException {
    List<T> all = new ArrayList<>();
    int idPosition = positions.of(Table.API_KEY).of(rows, "id", 0);
    boolean more = true;
    while (more) {
      KeyRow key = ApiKeyTable.read(rows, positions);
      String id = key.identity().id().value();
      List<S> secrets = new ArrayList<>();
      do {
        if (!Row.isAbsent(rows, positions, Table.SECRET)) {
          secrets.add(reader.read(rows, positions));
        }
        more = rows.next();
      } while (more && id.equals(rows.getString(idPosition)));
      all.add(make.apply(key, secrets));
    }
    return all;
  }

  private static StoredApiKey stored(KeyRow row, List<StoredSecret> secrets) {
    List<SecretInfo> infos = new ArrayList<>(secrets.size());
    secrets.forEach(secret -> infos.add(secret.info()));
    return new StoredApiKey(key(row, infos), secrets);
  }

  private static ApiKey key(KeyRow row, List<SecretInfo> secrets) {
    return new ApiKey(row.identity(), row.settings(), secrets);
  }

  /** Reads a secret from the present row. */
  @FunctionalInterface
  private interface SecretReader<S> {
    S read(ResultSet row, Positions positions) throws SQLException;
  }
}
