package io.claviger.store.jdbc.internal.table;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.LookupSecret;
import io.claviger.spi.store.StoredSecret;
import io.claviger.spi.store.VerifierReplacement;
import io.claviger.store.jdbc.internal.dialect.IndexHints;
import io.claviger.store.jdbc.internal.sql.Binder;
import io.claviger.store.jdbc.internal.sql.Chunks;
import io.claviger.store.jdbc.internal.sql.Row;
import io.claviger.store.jdbc.internal.sql.Rows;
import io.claviger.store.jdbc.internal.sql.Session;
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
public final class SecretTable {
  /** A secret with the columns that a request needs, and its place among those of its key. */
  record PlacedSecret(int position, LookupSecret secret) {}

  /** A whole row. */
  record SecretRow(ApiKeyId key, int position, StoredSecret secret) {
    SecretId id() {
      return secret.info().id();
    }
  }

  static final String NAME = "claviger_secret";

  static final String INFO_COLUMNS = "s.id, s.hint, s.created_at, s.expires_at, s.grace";

  public static final String COLUMNS = INFO_COLUMNS + ", s.verifiers";

  static final String LOOKUP_COLUMNS =
      "s.id, s.hint, s.expires_at, s.grace, s.verifiers, s.position";

  static final String IDS =
      "select k.id, s.id from claviger_api_key k left join claviger_secret s"
          + IndexHints.BY_KEY
          + "on s.key_id = k.id where"
          + ApiKeyTable.AMONG_KEYS;

  private static final String INSERT =
      """
      insert into claviger_secret (
        id, key_id, position, hint, created_at, expires_at, grace, verifiers)
      values <rows>
      """;

  private static final String ROW = Rows.row(8);

  public static final String UPDATE =
      """
      update claviger_secret
         set position = ?, hint = ?, created_at = ?, expires_at = ?, grace = ?
       where id = ? and key_id = ?
      """;

  static final String REPLACE =
      "update claviger_secret set verifiers = ? where id = ? and key_id = ? and verifiers = ?";

  public static final String DELETE = IndexHints.deleteByPrimaryKey(NAME) + "where id in (<rows>)";

  private SecretTable() {}

  /** Returns the rows of a key with these secrets. */
  public static Stream<SecretRow> rows(ApiKeyId key, List<StoredSecret> secrets) {
    return IntStream.range(0, secrets.size())
        .mapToObj(position -> new SecretRow(key, position, secrets.get(position)));
  }

  /** Returns the secrets of each of these keys; a key that is missing is absent. */
  static Map<ApiKeyId, Set<SecretId>> ids(
      Session session, OrganizationId organization, Collection<ApiKeyId> keys) throws SQLException {
    Map<ApiKeyId, Set<SecretId>> ids = new HashMap<>();
    for (List<String> chunk : Chunks.of(keys, ApiKeyId::value)) {
      session.list(
          Rows.fill(IDS, "?", chunk.size()),
          binder -> binder.bindAll(chunk).bind(organization.value()),
          rows -> Row.read(rows, 1, ApiKeyTable.NAME, row -> collect(row, ids)));
    }
    return ids;
  }

  private static ApiKeyId collect(Row row, Map<ApiKeyId, Set<SecretId>> ids) throws SQLException {
    ApiKeyId key = new ApiKeyId(row.text());
    Set<SecretId> secrets = ids.computeIfAbsent(key, id -> new HashSet<>());
    row.optionalText().map(SecretId::new).ifPresent(secrets::add);
    return key;
  }

  static void insert(Session session, List<SecretRow> rows) throws SQLException {
    Rows.update(
        session,
        INSERT,
        ROW,
        rows,
        (binder, row) ->
            bindInfo(binder.bind(row.id().value()).bind(row.key().value()), row)
                .bind(VerifiersDocument.format(row.secret().verifiers())));
  }

  /** Updates all columns except the verifiers, which only {@link #replace} changes. */
  static void update(Session session, Collection<SecretRow> rows) throws SQLException {
    for (SecretRow row : rows) {

      session.update(
          UPDATE, binder -> bindInfo(binder, row).bind(row.id().value()).bind(row.key().value()));
    }
  }

  static void delete(Session session, Collection<SecretId> ids) throws SQLException {
    Rows.update(session, DELETE, "?", ids, (binder, id) -> binder.bind(id.value()));
  }

  /** Returns whether the key has the secret, and that had the expected verifiers. */
  public static boolean replace(Session session, VerifierReplacement replacement)
      throws SQLException {
    return 1
        == session.update(
            REPLACE,
            binder ->
                binder
                    .bind(VerifiersDocument.format(replacement.next()))
                    .bind(replacement.secretId().value())
                    .bind(replacement.apiKey().value())
                    .bind(VerifiersDocument.format(replacement.expected())));
  }

  /** Reads {@link #LOOKUP_COLUMNS}, from this column on. */
  static PlacedSecret readLookup(ResultSet result, int first) throws SQLException {
    return Row.read(
        result,
        first,
        NAME,
        row -> {
          LookupSecret secret =
              new LookupSecret(
                  new SecretId(row.text()),
                  new SecretHint(row.text()),
                  row.optionalInstant(),
                  row.optionalDuration(),
                  verifiers(row));
          return new PlacedSecret(row.count(), secret);
        });
  }

  /** Reads {@link #COLUMNS}. */
  static StoredSecret stored(Row row) throws SQLException {
    return new StoredSecret(info(row), verifiers(row));
  }

  private static List<Verifier> verifiers(Row row) throws SQLException {
    return VerifiersDocument.parse(row.text());
  }

  /** Reads {@link #INFO_COLUMNS}. */
  static SecretInfo info(Row row) throws SQLException {
    return SecretInfo.of(
        new SecretId(row.text()),
        new SecretHint(row.text()),
        row.instant(),
        row.optionalInstant(),
        row.optionalDuration());
  }

  private static Binder bindInfo(Binder binder, SecretRow row) throws SQLException {
    SecretInfo info = row.secret().info();
    return binder
        .bind(row.position())
        .bind(info.hint().redacted())
        .bind(info.createdAt())
        .bindInstant(info.expiresAt())
        .bindDuration(info.grace());
  }
}
