package io.claviger.store.jdbc.internal.table;

import io.claviger.model.ApiKey;
import io.claviger.model.Scope;
import io.claviger.store.jdbc.internal.dialect.MariaDbDialect;
import io.claviger.store.jdbc.internal.sql.Binder;
import io.claviger.store.jdbc.internal.sql.Chunks;
import io.claviger.store.jdbc.internal.sql.Rows;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * {@code claviger_key_role}: the roles of all keys, to find keys by. The roles of a key that is
 * read come from its own row.
 */
final class RoleTable {
  /** A row; the project of a role on the organization is the empty text. */
  private record RoleRow(String key, String project, String role) {}

  static final String FIND =
      "select key_id, project_id, role from claviger_key_role"
          + MariaDbDialect.BY_PRIMARY_KEY
          + "where key_id in (<keys>)";

  private static final String INSERT =
      "insert into claviger_key_role (key_id, project_id, role) values <rows>";

  static final String DELETE =
      MariaDbDialect.deleteByPrimaryKey("claviger_key_role")
          + "where (key_id, project_id, role) in (<rows>)";

  private static final String ROW = Rows.row(3);

  private RoleTable() {}

  /** Inserts the rows of new keys. */
  static void insert(Handle handle, Collection<ApiKey> keys) {
    Rows.update(handle, INSERT, ROW, rows(keys), RoleTable::bind);
  }

  /** Inserts and deletes rows of these keys, so that they have those of their present roles. */
  static void update(Handle handle, Collection<ApiKey> keys) {
    Set<RoleRow> before = new HashSet<>();
    for (List<String> chunk : Chunks.of(keys, key -> key.id().value())) {
      handle
          .createQuery(FIND)
          .bindList("keys", chunk)
          .map((row, c) -> new RoleRow(row.getString(1), row.getString(2), row.getString(3)))
          .forEach(before::add);
    }
    Difference<RoleRow> difference = Difference.between(before, rows(keys));
    Rows.update(handle, DELETE, ROW, difference.gone(), RoleTable::bind);
    Rows.update(handle, INSERT, ROW, difference.added(), RoleTable::bind);
  }

  private static void bind(Binder binder, RoleRow row) {
    binder.bind(row.key()).bind(row.project()).bind(row.role());
  }

  private static Set<RoleRow> rows(Collection<ApiKey> keys) {
    Set<RoleRow> rows = new HashSet<>();
    for (ApiKey key : keys) {
      key.roles()
          .forEach(
              assigned -> {
                String project =
                    assigned.scope() instanceof Scope.Project in ? in.id().value() : "";
                rows.add(new RoleRow(key.id().value(), project, assigned.role().name()));
              });
    }
    return rows;
  }
}
