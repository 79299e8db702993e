package io.claviger.store.jdbc.internal;

import io.claviger.ApiKey;
import io.claviger.ApiKeyId;
import io.claviger.Scope;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * {@code claviger_key_role}: the roles of all keys, to find keys by; what is read with a key comes
 * from its own row.
 */
final class RoleTable {
  /** A row; the project of a role on the organization is the empty text. */
  record RoleRow(String key, String project, String role) {}

  static final String FIND =
      "select key_id, project_id, role from claviger_key_role where key_id in (<keys>)";

  private static final String INSERT =
      "insert into claviger_key_role (key_id, project_id, role) values (?, ?, ?)";

  static final String DELETE =
      "delete from claviger_key_role where key_id = ? and project_id = ? and role = ?";

  private RoleTable() {}

  /** The rows of new keys. */
  static void insert(Handle handle, Collection<ApiKey> keys) throws SQLException {
    insertRows(handle, rows(keys));
  }

  /** Makes the rows of these keys what they should be. */
  static void update(Handle handle, Collection<ApiKey> keys) throws SQLException {
    Set<RoleRow> before = new HashSet<>();
    for (List<String> chunk : Chunks.of(keys, key -> key.id().value())) {
      before.addAll(find(handle, chunk));
    }
    Difference<RoleRow> difference = Difference.between(before, rows(keys));
    Sql.batch(handle, DELETE, difference.gone(), RoleTable::bind);
    insertRows(handle, difference.added());
  }

  private static List<RoleRow> find(Handle handle, List<String> keys) throws SQLException {
    return new Sql(handle, FIND)
        .bindList(keys)
        .list(row -> new RoleRow(row.getString(1), row.getString(2), row.getString(3)));
  }

  private static void insertRows(Handle handle, Set<RoleRow> rows) throws SQLException {
    Sql.batch(handle, INSERT, rows, RoleTable::bind);
  }

  private static void bind(Sql sql, RoleRow row) {
    sql.bind(row.key()).bind(row.project()).bind(row.role());
  }

  private static Set<RoleRow> rows(Collection<ApiKey> keys) {
    return keys.stream()
        .flatMap(
            key ->
                key.roles().stream().map(role -> row(key.id(), role.role().name(), role.scope())))
        .collect(Collectors.toSet());
  }

  private static RoleRow row(ApiKeyId key, String role, Scope scope) {
    String project = scope instanceof Scope.Project in ? in.id().value() : "";
    return new RoleRow(key.value(), project, role);
  }
}
