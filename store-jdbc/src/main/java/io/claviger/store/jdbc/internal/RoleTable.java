package io.claviger.store.jdbc.internal;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.Scope;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code claviger_key_role}: the roles of all keys, to find keys by; what is read with a key comes
 * from its own row.
 */
final class RoleTable {
  /** A row; the project of a role on the organization is the empty text. */
  record RoleRow(String key, String project, String role) {}

  static final String FIND =
      "select key_id, project_id, role from claviger_key_role"
          + MariaDbDialect.BY_PRIMARY_KEY
          + "where key_id in (<keys>)";

  private static final String INSERT =
      "insert into claviger_key_role (key_id, project_id, role) values <rows>";

  static final String DELETE =
      MariaDbDialect.deleteByPrimaryKey("claviger_key_role")
          + "where (key_id, project_id, role) in (<rows>)";

  private static final String ROW = Sql.row(3);

  private RoleTable() {}

  /** The rows of new keys. */
  static void insert(Session session, Collection<ApiKey> keys) throws SQLException {
    insertRows(session, rows(keys));
  }

  /** Makes the rows of these keys what they should be. */
  static void update(Session session, Collection<ApiKey> keys) throws SQLException {
    Set<RoleRow> before = new HashSet<>();
    for (List<String> chunk : Chunks.of(keys, key -> key.id().value())) {
      before.addAll(find(session, chunk));
    }
    Difference<RoleRow> difference = Difference.between(before, rows(keys));
    Sql.rows(session, DELETE, ROW, difference.gone(), RoleTable::bind);
    insertRows(session, difference.added());
  }

  private static List<RoleRow> find(Session session, List<String> keys) throws SQLException {
    return new Sql(session, FIND)
        .bindList(keys)
        .list(row -> new RoleRow(row.getString(1), row.getString(2), row.getString(3)));
  }

  private static void insertRows(Session session, Set<RoleRow> rows) throws SQLException {
    Sql.rows(session, INSERT, ROW, rows, RoleTable::bind);
  }

  private static void bind(Sql sql, RoleRow row) {
    sql.bind(row.key()).bind(row.project()).bind(row.role());
  }

  private static Set<RoleRow> rows(Collection<ApiKey> keys) {
    Set<RoleRow> rows = new HashSet<>();
    for (ApiKey key : keys) {
      key.roles().forEach(role -> rows.add(row(key.id(), role.role().name(), role.scope())));
    }
    return rows;
  }

  private static RoleRow row(ApiKeyId key, String role, Scope scope) {
    String project = scope instanceof Scope.Project in ? in.id().value() : "";
    return new RoleRow(key.value(), project, role);
  }
}
