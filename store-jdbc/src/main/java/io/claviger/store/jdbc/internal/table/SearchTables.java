package io.claviger.store.jdbc.internal.table;

import io.claviger.model.ApiKey;
import io.claviger.model.Scope;
import io.claviger.store.jdbc.internal.dialect.IndexHints;
import io.claviger.store.jdbc.internal.sql.Binder;
import io.claviger.store.jdbc.internal.sql.Chunks;
import io.claviger.store.jdbc.internal.sql.Rows;
import io.claviger.store.jdbc.internal.sql.Session;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code claviger_key_role} and {@code claviger_key_label}: the roles and labels of all keys, to
 * find keys by. Those of a key that is read come from its own row.
 */
final class SearchTables {
  /**
   * A row of one of the tables.
   *
   * @param first the project of the role, or the name of the label; the project of a role on the
   *     organization is the empty text
   * @param second the role, or the value of the label
   */
  private record SearchRow(String table, String key, String first, String second) {}

  private static final String ROLES = "claviger_key_role";
  private static final String LABELS = "claviger_key_label";

  static final String FIND =
      find(ROLES, "project_id, role") + " union all " + find(LABELS, "name, content");
  static final String DELETE_ROLES = delete(ROLES, "project_id, role");
  static final String DELETE_LABELS = delete(LABELS, "name, content");
  private static final String INSERT_ROLES = insert(ROLES, "project_id, role");
  private static final String INSERT_LABELS = insert(LABELS, "name, content");

  private static final String ROW = Rows.row(3);

  private SearchTables() {}

  private static String find(String table, String columns) {
    return "select '%s', key_id, %s from %1$s".formatted(table, columns)
        + IndexHints.BY_PRIMARY_KEY
        + "where key_id in (<rows>)";
  }

  private static String insert(String table, String columns) {
    return "insert into %s (key_id, %s) values <rows>".formatted(table, columns);
  }

  private static String delete(String table, String columns) {
    return IndexHints.deleteByPrimaryKey(table)
        + "where (key_id, %s) in (<rows>)".formatted(columns);
  }

  /** Inserts the rows of new keys. */
  static void insert(Session session, Collection<ApiKey> keys) throws SQLException {
    insertAll(session, rows(keys));
  }

  /** Inserts and deletes rows of these keys, so that they have those of their present roles. */
  static void update(Session session, Collection<ApiKey> keys) throws SQLException {
    Set<SearchRow> before = new HashSet<>();
    for (List<String> chunk : Chunks.of(keys, key -> key.id().value())) {
      before.addAll(
          session.list(
              Rows.fill(FIND, "?", chunk.size()),
              binder -> binder.bindAll(chunk).bindAll(chunk),
              row ->
                  new SearchRow(
                      row.getString(1), row.getString(2), row.getString(3), row.getString(4))));
    }
    Difference<SearchRow> difference = Difference.between(before, rows(keys));
    write(session, DELETE_ROLES, ROLES, difference.gone());
    write(session, DELETE_LABELS, LABELS, difference.gone());
    insertAll(session, difference.added());
  }

  private static void insertAll(Session session, Collection<SearchRow> rows) throws SQLException {
    write(session, INSERT_ROLES, ROLES, rows);
    write(session, INSERT_LABELS, LABELS, rows);
  }

  private static void write(Session session, String sql, String table, Collection<SearchRow> ofBoth)
      throws SQLException {
    List<SearchRow> rows = ofBoth.stream().filter(row -> row.table().equals(table)).toList();
    Rows.update(session, sql, ROW, rows, SearchTables::bind);
  }

  private static void bind(Binder binder, SearchRow row) throws SQLException {
    binder.bind(row.key()).bind(row.first()).bind(row.second());
  }

  private static Set<SearchRow> rows(Collection<ApiKey> keys) {
    Set<SearchRow> rows = new HashSet<>();
    for (ApiKey key : keys) {
      String id = key.id().value();
      key.roles()
          .forEach(
              assigned -> {
                String project =
                    assigned.scope() instanceof Scope.Project in ? in.id().value() : "";
                rows.add(new SearchRow(ROLES, id, project, assigned.role().name()));
              });
      key.labels()
          .values()
          .forEach((name, value) -> rows.add(new SearchRow(LABELS, id, name, value)));
    }
    return rows;
  }
}
