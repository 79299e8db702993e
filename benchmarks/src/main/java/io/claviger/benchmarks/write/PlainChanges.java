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
 * Makes the same change as the library by plain JDBC: it reads and writes the same columns, in
 * seven round trips. It reads twice. Then one transaction begins, updates the organization and the
 * key, inserts the event, and commits. It makes no decisions and builds no values.
 */
final class PlainChanges {
  private static final String FIND =
      """
      select id, name, whitelist_required, maximum_lifetime, limit_api_keys,
             limit_whitelist_entries, rate_limit, key_rate_limit, api_keys, lasting_owners,
             revision_number, revision_random, events_mac, events_began, created_at,
             created_by_kind, created_by_name, created_by_address
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
             limit_whitelist_entries = ?, rate_limit = ?, key_rate_limit = ?, api_keys = ?,
             lasting_owners = ?, revision_number = ?, revision_random = ?, events_mac = ?,
             events_began = ?
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
        happened_at, happened_by_kind, happened_by_name, happened_by_address, details, mac)
      values (
        ?,
        (select o.id from claviger_organization o
          where o.id = ? and o.revision_number = ? and o.revision_random = ?),
        ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
    long next = (Long) its[10] + 1;
    long random = ThreadLocalRandom.current().nextLong();
    List<@Nullable Object> guard = new ArrayList<>(List.of("active"));
    guard.addAll(Arrays.asList(its).subList(1, 10));
    guard.addAll(List.of(next, random));
    guard.addAll(Arrays.asList(its).subList(12, 14));
    guard.addAll(List.of(its[0], its[10], its[11]));
    update(connection, GUARD, guard.toArray());
    List<@Nullable Object> update = new ArrayList<>(List.of(description));
    update.addAll(Arrays.asList(key).subList(7, 10));
    update.addAll(List.of(key[0], key[1], key[4], key[5], key[6]));
    update(connection, UPDATE, update.toArray());
    List<@Nullable Object> event =
        new ArrayList<>(List.of(eventId(), its[0], next, random, next, 0));
    event.addAll(List.of("API_KEY_DESCRIPTION_CHANGED", key[0], System.currentTimeMillis() * 1000));
    event.addAll(List.of("HOST", "benchmark"));
    event.addAll(Arrays.asList(null, "after\t" + description + "\nbefore\t" + key[3], null));
    update(connection, EVENT, event.toArray());
  }

  private static String eventId() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(System.currentTimeMillis() / 1000, 8)
        + hex.toHexDigits(ThreadLocalRandom.current().nextLong());
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
