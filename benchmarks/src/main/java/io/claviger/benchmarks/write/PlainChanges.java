package io.claviger.benchmarks.write;

import io.claviger.benchmarks.database.Sql;
import io.claviger.benchmarks.keys.SeededKey;
import io.claviger.benchmarks.run.Require;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes the same change as the library by plain JDBC: the same statements in the same number of
 * round trips. It reads twice. Then one transaction updates the organization and the key, and
 * inserts the event. It makes no decisions and builds no values.
 */
final class PlainChanges {
  private static final String FIND =
      """
      select id, name, whitelist_required, maximum_lifetime, limit_api_keys,
             limit_whitelist_entries, api_keys, lasting_owners, revision_number, revision_random,
             created_at, created_by_kind, created_by_name, created_by_address
        from claviger_organization
       where id = ? and state = 'active'
      """;

  private static final String KEY =
      """
      select k.id, k.organization_id, k.public_key, k.description, k.labels, k.roles, k.whitelist,
             k.enabled, k.expires_at, k.rate_limit, k.created_at, k.created_by_kind, k.created_by_name,
             k.created_by_address, s.id, s.hint, s.created_at, s.expires_at, s.grace, s.verifiers
        from claviger_api_key k left join claviger_secret s on s.key_id = k.id
       where k.id in (?) and concat(k.organization_id, '') = ?
       order by k.id, s.position
      """;

  private static final String BEGIN =
      "set transaction isolation level read committed;"
          + "select set_config('lock_timeout', '2000', true),"
          + " set_config('statement_timeout', '3000', true),"
          + " set_config('idle_in_transaction_session_timeout', '3000', true)";

  private static final String GUARD =
      """
      update claviger_organization
         set state = ?, name = ?, whitelist_required = ?, maximum_lifetime = ?, limit_api_keys = ?,
             limit_whitelist_entries = ?, api_keys = ?, lasting_owners = ?, revision_number = ?,
             revision_random = ?
       where id = ? and state = 'active' and revision_number = ? and revision_random = ?
      """;

  private static final String UPDATE =
      """
      update claviger_api_key
         set description = ?, enabled = ?, expires_at = ?, rate_limit = ?
       where id = ? and organization_id = ? and labels = ? and roles = ? and whitelist = ?
      """;

  private static final String EVENT =
      """
      insert into claviger_audit_event (
        id, organization_id, revision_number, position, type, key_id,
        happened_at, happened_by_kind, happened_by_name, happened_by_address, details)
      values (?, ?, ?, 0, 'API_KEY_DESCRIPTION_CHANGED', ?, ?, 'HOST', 'benchmark', null, ?)
      """;

  private final DataSource database;

  PlainChanges(DataSource database) {
    this.database = database;
  }

  /** Changes the description of a key. */
  void describe(SeededKey key, String description) throws SQLException {
    String organization = key.organization().value();
    Object[] its;
    Object[] old;
    try (Connection connection = database.getConnection()) {
      its = one(connection, FIND, organization);
      old = one(connection, KEY, key.id().value(), organization);
    }
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
        begin.execute();
      }
      write(connection, its, old, description);
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  private static void write(Connection connection, Object[] its, Object[] key, String description)
      throws SQLException {
    long next = (Long) its[8] + 1;
    List<Object> guard = new ArrayList<>(List.of("active"));
    guard.addAll(Arrays.asList(its).subList(1, 8));
    guard.addAll(List.of(next, ThreadLocalRandom.current().nextLong(), its[0], its[8], its[9]));
    update(connection, GUARD, guard.toArray());
    List<Object> update = new ArrayList<>(List.of(description));
    update.addAll(Arrays.asList(key).subList(7, 10));
    update.addAll(List.of(key[0], key[1], key[4], key[5], key[6]));
    update(connection, UPDATE, update.toArray());
    HexFormat hex = HexFormat.of();
    String event =
        hex.toHexDigits(System.currentTimeMillis() / 1000, 8)
            + hex.toHexDigits(ThreadLocalRandom.current().nextLong());
    long now = System.currentTimeMillis() * 1000;
    String details = "after\t" + description + "\nbefore\t" + key[3];
    update(connection, EVENT, event, its[0], next, key[0], now, details);
  }

  private static Object[] one(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement select = Sql.prepare(connection, sql, (Object[]) values);
        ResultSet rows = select.executeQuery()) {
      Require.that(rows.next(), "a seeded row is missing");
      Object[] columns = new Object[rows.getMetaData().getColumnCount()];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = rows.getObject(i + 1);
      }
      return columns;
    }
  }

  private static void update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement update = Sql.prepare(connection, sql, values)) {
      Require.that(update.executeUpdate() == 1, "another writer came first");
    }
  }
}
