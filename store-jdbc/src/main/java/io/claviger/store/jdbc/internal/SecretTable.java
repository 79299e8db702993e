package io.claviger.store.jdbc.internal;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.spi.LookupSecret;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.Verifier;
import io.claviger.spi.VerifierExchange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code claviger_secret}. */
final class SecretTable {
  /** What a request needs of a secret, and its place among those of its key. */
  record PlacedSecret(int position, LookupSecret secret) {}

  /** A row with all that it has. */
  record SecretRow(ApiKeyId key, int position, StoredSecret secret) {
    SecretId id() {
      return secret.info().id();
    }
  }

  static final String INFO_COLUMNS =
      Row.columns(Table.SECRET.alias(), "id", "hint", "created_at", "expires_at", "grace");

  static final String COLUMNS =
      INFO_COLUMNS + ", " + Row.columns(Table.SECRET.alias(), "verifiers");

  static final String LOOKUP_COLUMNS =
      Row.columns(Table.SECRET.alias(), "id", "expires_at", "grace", "verifiers", "position");

  static final String IDS =
      "select k.id as k_id, s.id as s_id from claviger_api_key k left join claviger_secret s"
          + MariaDbDialect.BY_KEY
          + "on s.key_id = k.id where"
          + ApiKeyTable.AMONG_KEYS;

  private static final String INSERT =
      """
      insert into claviger_secret (
        id, key_id, position, hint, created_at, expires_at, grace, verifiers)
      values <rows>
      """;

  private static final String ROW = Sql.row(8);

  static final String UPDATE =
      """
      update claviger_secret
         set position = ?, hint = ?, created_at = ?, expires_at = ?, grace = ?
       where id = ? and key_id = ?
      """;

  static final String EXCHANGE =
      "update claviger_secret set verifiers = ? where id = ? and key_id = ? and verifiers = ?";

  static final String DELETE =
      MariaDbDialect.deleteByPrimaryKey("claviger_secret") + "where id in (<rows>)";

  private SecretTable() {}

  /** The rows of a key with these secrets. */
  static Stream<SecretRow> rows(ApiKeyId key, List<StoredSecret> secrets) {
    return IntStream.range(0, secrets.size())
        .mapToObj(position -> new SecretRow(key, position, secrets.get(position)));
  }

  /** The secrets that each of these keys has; a key that is not there is absent. */
  static Map<ApiKeyId, Set<SecretId>> ids(
      Session session, OrganizationId organization, Collection<ApiKeyId> keys) throws SQLException {
    Map<ApiKeyId, Set<SecretId>> ids = new HashMap<>();
    for (List<String> chunk : Chunks.of(keys, ApiKeyId::value)) {
      new Sql(session, IDS)
          .bindList(chunk)
          .bind(organization.value())
          .list(row -> collect(row, ids));
    }
    return ids;
  }

  static void insert(Session session, List<SecretRow> rows) throws SQLException {
    Sql.rows(
        session,
        INSERT,
        ROW,
        rows,
        (sql, row) -> {
          sql.bind(row.id().value()).bind(row.key().value());
          bindInfo(sql, row);
          sql.bind(VerifiersDocument.format(row.secret().verifiers()));
        });
  }

  /** All but the verifiers, which have ways of their own. */
  static void update(Session session, Collection<SecretRow> rows) throws SQLException {
    Sql.each(
        session,
        UPDATE,
        rows,
        (sql, row) -> {
          bindInfo(sql, row);
          sql.bind(row.id().value()).bind(row.key().value());
        });
  }

  static void delete(Session session, Collection<SecretId> ids) throws SQLException {
    Sql.rows(session, DELETE, "?", ids, (sql, id) -> sql.bind(id.value()));
  }

  /** Whether the key has the secret, and that had the expected verifiers. */
  static boolean exchange(Session session, VerifierExchange exchange) throws SQLException {
    int exchanged =
        new Sql(session, EXCHANGE)
            .bind(VerifiersDocument.format(exchange.replacement()))
            .bind(exchange.secretId().value())
            .bind(exchange.apiKey().value())
            .bind(VerifiersDocument.format(exchange.expected()))
            .update();
    return exchanged == 1;
  }

  /** Without the verifiers. */
  static SecretInfo readInfo(ResultSet result, Positions positions) throws SQLException {
    return Row.read(result, positions, Table.SECRET, SecretTable::info);
  }

  static StoredSecret read(ResultSet result, Positions positions) throws SQLException {
    return Row.read(result, positions, Table.SECRET, SecretTable::stored);
  }

  static PlacedSecret readPlaced(ResultSet result, Positions positions) throws SQLException {
    return Row.read(
        result,
        positions,
        Table.SECRET,
        row -> {
          LookupSecret secret =
              new LookupSecret(
                  new SecretId(row.text("id")),
                  row.optionalInstant("expires_at"),
                  row.optionalDuration("grace"),
                  verifiers(row));
          return new PlacedSecret(row.count("position"), secret);
        });
  }

  private static StoredSecret stored(Row row) throws SQLException {
    return new StoredSecret(info(row), verifiers(row));
  }

  private static List<Verifier> verifiers(Row row) throws SQLException {
    return VerifiersDocument.parse(row.text("verifiers"));
  }

  private static SecretInfo info(Row row) throws SQLException {
    return new SecretInfo(
        new SecretId(row.text("id")),
        new SecretHint(row.text("hint")),
        row.instant("created_at"),
        row.optionalInstant("expires_at"),
        row.optionalDuration("grace"));
  }

  private static boolean collect(ResultSet result, Map<ApiKeyId, Set<SecretId>> ids)
      throws SQLException {
    ApiKeyId key = Row.read(result, Table.API_KEY, row -> new ApiKeyId(row.text("id")));
    Set<SecretId> found = ids.computeIfAbsent(key, id -> new HashSet<>());
    return !Row.isAbsent(result, Positions.BY_LABEL, Table.SECRET)
        && found.add(Row.read(result, Table.SECRET, row -> new SecretId(row.text("id"))));
  }

  private static void bindInfo(Sql sql, SecretRow row) {
    SecretInfo info = row.secret().info();
    sql.bind(row.position())
        .bind(info.hint().redacted())
        .bind(Micros.of(info.createdAt()))
        .bind(Micros.orNull(info.expiresAt().orElse(null)))
        .bind(Micros.orNull(info.grace().orElse(null)));
  }
}
