package io.claviger.store.jdbc.internal;

import io.claviger.ApiKeyId;
import io.claviger.OrganizationId;
import io.claviger.SecretHint;
import io.claviger.SecretId;
import io.claviger.SecretInfo;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.VerifierExchange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** {@code claviger_secret}. */
final class SecretTable {
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

  static final String POSITION = Row.columns(Table.SECRET.alias(), "position");

  static final String IDS =
      """
      select k.id as k_id, s.id as s_id
        from claviger_api_key k left join claviger_secret s on s.key_id = k.id
       where k.organization_id = :organization_id and k.id in (<keys>)
      """;

  private static final String INSERT =
      """
      insert into claviger_secret (
        id, key_id, position, hint, created_at, expires_at, grace, verifiers)
      values\
      """;

  private static final String VALUES =
      " (:id$, :key_id$, :position$, :hint$, :created_at$, :expires_at$, :grace$, :verifiers$)";

  private static final int MOST_INSERTED = 128;

  static final String UPDATE =
      """
      update claviger_secret
         set position = :position, hint = :hint, created_at = :created_at,
             expires_at = :expires_at, grace = :grace, verifiers = :verifiers
       where id = :id and key_id = :key_id
      """;

  static final String EXCHANGE =
      """
      update claviger_secret
         set verifiers = :replacement
       where id = :id and key_id = :key_id and verifiers = :expected
      """;

  static final String DELETE = "delete from claviger_secret where id = :id";

  private SecretTable() {}

  /** The rows of a key with these secrets. */
  static Stream<SecretRow> rows(ApiKeyId key, List<StoredSecret> secrets) {
    return IntStream.range(0, secrets.size())
        .mapToObj(position -> new SecretRow(key, position, secrets.get(position)));
  }

  /** The secrets that each of these keys has; a key that is not there is absent. */
  static Map<ApiKeyId, Set<SecretId>> ids(
      Handle handle, OrganizationId organization, Collection<ApiKeyId> keys) {
    Map<ApiKeyId, Set<SecretId>> ids = new HashMap<>();
    for (List<String> chunk : Chunks.of(keys, ApiKeyId::value)) {
      handle
          .createQuery(IDS)
          .bind("organization_id", organization.value())
          .bindList("keys", chunk)
          .map((result, context) -> collect(result, ids))
          .list();
    }
    return ids;
  }

  /**
   * In statements of many rows each, the numbers of which are powers of two, so that there are few
   * different ones to prepare. No batches: what PostgreSQL's driver says of a broken batch quotes
   * all that was bound, and a pool that finds its connection broken logs what the driver said.
   */
  static void insert(Handle handle, List<SecretRow> rows) {
    int size;
    for (int from = 0; from < rows.size(); from += size) {
      size = Math.min(MOST_INSERTED, Integer.highestOneBit(rows.size() - from));
      insertTogether(handle, rows.subList(from, from + size));
    }
  }

  private static void insertTogether(Handle handle, List<SecretRow> rows) {
    String sql =
        IntStream.range(0, rows.size())
            .mapToObj(i -> VALUES.replace("$", Integer.toString(i)))
            .collect(Collectors.joining(",", INSERT, ""));
    try (Update insert = handle.createUpdate(sql)) {
      for (int i = 0; i < rows.size(); i++) {
        bind(insert, rows.get(i), Integer.toString(i));
      }
      insert.execute();
    }
  }

  /** Row by row, for the same reason. */
  static void update(Handle handle, Collection<SecretRow> rows) {
    for (SecretRow row : rows) {
      try (Update update = handle.createUpdate(UPDATE)) {
        bind(update, row, "");
        update.execute();
      }
    }
  }

  static void delete(Handle handle, Collection<SecretId> ids) {
    Batches.run(handle, DELETE, ids, (batch, id) -> batch.bind("id", id.value()));
  }

  /** Whether the key has the secret, and that had the expected verifiers. */
  static boolean exchange(Handle handle, VerifierExchange exchange) {
    int exchanged =
        handle
            .createUpdate(EXCHANGE)
            .bind("id", exchange.secret().value())
            .bind("key_id", exchange.apiKey().value())
            .bind("expected", VerifiersDocument.format(exchange.expected()))
            .bind("replacement", VerifiersDocument.format(exchange.replacement()))
            .execute();
    return exchanged == 1;
  }

  /** Without the verifiers. */
  static SecretInfo readInfo(ResultSet result, Positions positions) throws SQLException {
    return Row.read(result, positions, Table.SECRET, SecretTable::info);
  }

  static StoredSecret read(ResultSet result, Positions positions) throws SQLException {
    return Row.read(
        result,
        positions,
        Table.SECRET,
        row -> new StoredSecret(info(row), VerifiersDocument.parse(row.text("verifiers"))));
  }

  /** With its position, among the secrets of this key. */
  static SecretRow readRow(ResultSet result, Positions positions, ApiKeyId key)
      throws SQLException {
    return new SecretRow(
        key,
        result.getInt(positions.of(result, Table.SECRET, "position")),
        read(result, positions));
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

  private static void bind(Update update, SecretRow row, String suffix) {
    SecretInfo info = row.secret().info();
    update
        .bind("id" + suffix, info.id().value())
        .bind("key_id" + suffix, row.key().value())
        .bind("position" + suffix, row.position())
        .bind("hint" + suffix, info.hint().redacted())
        .bind("created_at" + suffix, Micros.of(info.createdAt()))
        .bind("expires_at" + suffix, Micros.orNull(info.expiresAt().orElse(null)))
        .bind("grace" + suffix, Micros.orNull(info.grace().orElse(null)))
        .bind("verifiers" + suffix, VerifiersDocument.format(row.secret().verifiers()));
  }
}
