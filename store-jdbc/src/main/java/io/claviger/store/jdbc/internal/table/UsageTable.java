package io.claviger.store.jdbc.internal.table;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.SecretId;
import io.claviger.model.WhitelistEntry;
import io.claviger.store.jdbc.internal.dialect.IndexHints;
import io.claviger.store.jdbc.internal.sql.Binder;
import io.claviger.store.jdbc.internal.sql.Chunks;
import io.claviger.store.jdbc.internal.sql.Rows;
import io.claviger.store.jdbc.internal.sql.Session;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * {@code claviger_usage}: a row for each key, secret and whitelist entry, inserted in the commit
 * that adds it and deleted with it. Counting usage only updates rows that exist, so nothing that
 * was deleted comes back.
 */
final class UsageTable {
  /** Names a row; in the order of the primary key, as the database sorts it. */
  record UsageRow(String key, String kind, String subject, long addedIn)
      implements Comparable<UsageRow> {
    private static final Comparator<UsageRow> ORDER =
        Comparator.comparing(UsageRow::key)
            .thenComparing(UsageRow::kind)
            .thenComparing(UsageRow::subject)
            .thenComparing(UsageRow::addedIn);

    static UsageRow of(ApiKeyId key) {
      return new UsageRow(key.value(), "key", key.value(), 0);
    }

    static UsageRow of(ApiKeyId key, SecretId secret) {
      return new UsageRow(key.value(), "secret", secret.value(), 0);
    }

    static UsageRow of(ApiKeyId key, WhitelistEntry entry) {
      return new UsageRow(key.value(), "entry", entry.block().toString(), entry.addedIn());
    }

    @Override
    public int compareTo(UsageRow other) {
      return ORDER.compare(this, other);
    }
  }

  static final String ENTRIES =
      "select key_id, kind, subject, added_in from claviger_usage"
          + IndexHints.BY_PRIMARY_KEY
          + "where key_id in (<rows>) and kind = 'entry'";

  private static final String INSERT =
      """
      insert into claviger_usage (key_id, kind, subject, added_in, use_count)
      values <rows>
      """;

  static final String DELETE =
      IndexHints.deleteByPrimaryKey("claviger_usage")
          + "where (key_id, kind, subject, added_in) in (<rows>)";

  /** Of a column that is not in the index, since MySQL would rather read all of a small index. */
  static final String LOCK =
      "select use_count from claviger_usage"
          + IndexHints.BY_PRIMARY_KEY
          + """
           where (key_id, kind, subject, added_in) in (<rows>)
           order by key_id, kind, subject, added_in
             for update
          """;

  private static final String ROW = Rows.row(4);

  private static final String NEW_ROW = "(?,?,?,?,0)";

  /** PostgreSQL plans for each row; and MariaDB makes a table of 1000 values, and locks more. */
  private static final int MAX_LOCKED = 200;

  private UsageTable() {}

  static void insert(Session session, Collection<UsageRow> rows) throws SQLException {
    Rows.update(session, INSERT, NEW_ROW, new TreeSet<>(rows), UsageTable::bind);
  }

  static void delete(Session session, Collection<UsageRow> rows) throws SQLException {
    lock(session, rows, "");
    Rows.update(session, DELETE, ROW, new TreeSet<>(rows), UsageTable::bind);
  }

  /**
   * Locks those of these rows that exist, before they are written. All transactions do so in one
   * order, so that no two wait for each other.
   */
  static void lock(Session session, Collection<UsageRow> rows, String waiting) throws SQLException {
    List<UsageRow> sorted = rows.stream().sorted().toList();
    for (int from = 0; from < sorted.size(); from += MAX_LOCKED) {
      List<UsageRow> chunk = sorted.subList(from, Math.min(from + MAX_LOCKED, sorted.size()));
      session.list(
          Rows.fill(LOCK, ROW, chunk.size()) + waiting,
          binder -> Rows.bind(binder, chunk, UsageTable::bind),
          row -> row.getString(1));
    }
  }

  /** Inserts the rows of new keys, of their secrets and of their whitelist entries. */
  static void insertAll(Session session, Collection<ApiKey> keys) throws SQLException {
    insert(session, keys.stream().flatMap(UsageTable::rows).toList());
  }

  /** Gives each whitelist entry of these keys a row; an entry that stays keeps its row. */
  static void updateEntries(Session session, Collection<ApiKey> keys) throws SQLException {
    Set<UsageRow> before = new HashSet<>();
    for (List<String> chunk : Chunks.of(keys, key -> key.id().value())) {
      before.addAll(
          session.list(
              Rows.fill(ENTRIES, "?", chunk.size()),
              binder -> binder.bindAll(chunk),
              row ->
                  new UsageRow(
                      row.getString(1), row.getString(2), row.getString(3), row.getLong(4))));
    }
    Set<UsageRow> after = new HashSet<>();
    keys.forEach(key -> entries(key).forEach(after::add));
    Difference<UsageRow> difference = Difference.between(before, after);
    delete(session, difference.gone());
    insert(session, difference.added());
  }

  private static Stream<UsageRow> rows(ApiKey key) {
    Stream<UsageRow> secrets =
        key.secrets().stream().map(secret -> UsageRow.of(key.id(), secret.id()));
    return Stream.of(Stream.of(UsageRow.of(key.id())), secrets, entries(key)).flatMap(s -> s);
  }

  private static Stream<UsageRow> entries(ApiKey key) {
    return key.whitelist().entries().stream().map(entry -> UsageRow.of(key.id(), entry));
  }

  static void bind(Binder binder, UsageRow row) throws SQLException {
    binder.bind(row.key()).bind(row.kind()).bind(row.subject()).bind(row.addedIn());
  }
}
