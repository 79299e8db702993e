package io.claviger.store.jdbc.internal.table;

import io.claviger.store.jdbc.Schema;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * Enough rows for a planner to prefer an index: 20,001 organizations, 40,000 keys with a secret, a
 * role, usage and an event each. The first organization has half of the keys, so that a page of it
 * must be cut from an index too; another one has the newest keys; each of the others has one, which
 * is named by the same number.
 */
final class LargeTables {
  private static final int HALF = 20_000;

  private static final int NEWEST_KEYS = 9_000;

  /** The organization that has these keys. */
  static final String NEWEST = id(2 * HALF);

  private static final Pattern PARAMETER = Pattern.compile("<(\\w+)>|:(\\w+)");

  /** A parameter that gets the name of the column before it. */
  private static final Pattern NAMELESS = Pattern.compile("(\\w+)((?:, ''\\))?(?: [=<>+]+)? )\\?");

  /** A key of the first organization, in the middle of its list. */
  private static final String MIDDLE = id(HALF / 2);

  private static final String MIDDLE_REVISION = Integer.toString(HALF / 2);

  private static final String OTHER = id(HALF + HALF / 2);

  private static final List<String> INSERTS =
      List.of(
          """
          insert into claviger_organization (
            id, state, name, whitelist_required, limit_api_keys, limit_whitelist_entries,
            api_keys, lasting_owners, revision_number, revision_random,
            created_at, created_by_kind, created_by_name)
          select $id, 'active', 'Example', false, 500, 200, 1, 1, 1, seq, 0, 'USER', 'alice'
            from $rows where seq = 1 or seq > $half
          """,
          """
          insert into claviger_api_key (
            id, organization_id, public_key, description, labels, roles, whitelist, enabled,
            created_at, created_by_kind, created_by_name)
          select $id, $organization, $id, 'nightly export', '', 'ORG_MEMBER', '', true,
                 0, 'USER', 'alice'
            from $rows
          """,
          """
          insert into claviger_secret (id, key_id, position, hint, created_at, verifiers)
          select $id, $id, 0, 'hint', 0, 'sample$' from $rows
          """,
          """
          insert into claviger_key_role (key_id, project_id, role)
          select $id, '', 'ORG_MEMBER' from $rows
          """,
          """
          insert into claviger_key_label (key_id, name, content)
          select $id, 'env', 'prod' from $rows
          """,
          """
          insert into claviger_key_label (key_id, name, content)
          select $id, 'number', $id from $rows
          """,
          """
          insert into claviger_usage (key_id, kind, subject, added_in, use_count)
          select $id, 'entry', '192.0.2.1/32', 1, 0 from $rows
          """,
          """
          insert into claviger_audit_event (
            id, organization_id, revision_number, position, type, key_id,
            happened_at, happened_by_kind, happened_by_name, details)
          select $id, $organization, seq, 0, 'API_KEY_CREATED', $id, 0, 'USER', 'alice', ''
            from $rows
          """,
          """
          insert into claviger_ended_token (organization_id, id, key_id, ended_at, expires_at)
          select $organization, $id, $id, 0, seq from $rows
          """);

  private LargeTables() {}

  static void fill(DataSource dataSource, TestDatabase database) throws SQLException {
    Schema.migrate(dataSource);
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String insert : INSERTS) {
        statement.execute(insert(insert, database));
      }
      for (String table :
          List.of(
              "organization",
              "api_key",
              "secret",
              "key_role",
              "key_label",
              "usage",
              "audit_event",
              "ended_token")) {
        statement.execute(
            (database.isMariaDbOrMySql() ? "analyze table" : "analyze") + " claviger_" + table);
      }
    }
  }

  /** Each database writes the number of a row as id, and the rows, in its own way. */
  private static String insert(String insert, TestDatabase database) {
    String hex =
        database.isMariaDbOrMySql()
            ? "lpad(lower(hex(seq)), 24, '0')"
            : "lpad(to_hex(seq), 24, '0')";
    String rows =
        switch (database) {
          case MARIADB -> "seq_1_to_40000";
          case MYSQL ->
              "json_table(concat('[', repeat('0,', 39999), '0]'),"
                  + " '$[*]' columns (seq for ordinality)) s";
          default -> "generate_series(1, 40000) as s (seq)";
        };
    return insert
        .replace(
            "$organization",
            "case when seq <= $half then '$first' when seq > $old then '$newest' else $id end")
        .replace("$old", Integer.toString(2 * HALF - NEWEST_KEYS))
        .replace("$newest", NEWEST)
        .replace("$half", Integer.toString(HALF))
        .replace("$first", id(1))
        .replace("$id", hex)
        .replace("$rows", rows);
  }

  /** Returns the statement with values for its parameters, and so many ids in its lists. */
  static String withValues(String statement, int ids) {
    // Where half of the table is one organization's, a search in that rightly reads the table.
    boolean ofFirst = statement.contains("limit") && !statement.contains(":criterion");
    Map<String, String> values =
        Map.of(
            "id", OTHER,
            "public_key", OTHER,
            "key_id", OTHER,
            "organization_id", ofFirst ? id(1) : OTHER,
            "after", MIDDLE,
            "revision_number", MIDDLE_REVISION,
            "kind", "entry",
            "subject", "192.0.2.1/32");
    return PARAMETER
        .matcher(NAMELESS.matcher(statement).replaceAll("$1$2:$1"))
        .replaceAll(
            match ->
                match.group(1) != null
                    ? (match.group(1).equals("rows") ? rows(statement, ids) : list(ids))
                    : match.group(2).equals("limit")
                        ? "101"
                        : "'" + values.getOrDefault(match.group(2), "1") + "'");
  }

  private static String list(int ids) {
    return listed(ids, "'%s'");
  }

  private static String rows(String statement, int ids) {
    if (statement.contains("role) in")) {
      return listed(ids, "('%s', '', 'ORG_MEMBER')");
    }
    if (statement.contains("content) in")) {
      return listed(ids, "('%s', 'env', 'prod')");
    }
    if (statement.contains("organization_id, id) in")) {
      return listed(ids, "('%1$s', '%1$s')");
    }
    return statement.contains("added_in) in")
        ? listed(ids, "('%s', 'entry', '192.0.2.1/32', 1)")
        : list(ids);
  }

  private static String listed(int ids, String form) {
    return IntStream.range(0, ids)
        .mapToObj(i -> String.format(form, id(HALF + HALF / 2 + i)))
        .collect(Collectors.joining(", "));
  }

  private static String id(int number) {
    return String.format("%024x", number);
  }
}
