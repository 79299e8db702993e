package io.claviger.store.jdbc.internal.table;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.store.jdbc.internal.dialect.MariaDbDialect;
import io.claviger.store.jdbc.internal.sql.Chunks;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Deletes keys with all rows of other tables that belong to them, 20 keys with one statement. One
 * statement may take 3 seconds, and each whitelist entry and each role has a row that goes with its
 * key. A statement that deleted 50,000 such rows was in time on each database, one that deleted
 * 200,000 was too slow on H2. So keys with 2,500 entries, which are many times the default limit,
 * can be deleted together. Keys go in the order of ids, as usage is locked.
 */
final class KeyDeletion {
  private static final int MOST_KEYS = 20;

  static final String SOME =
      "select k.id from claviger_api_key k"
          + MariaDbDialect.BY_ORGANIZATION
          + "where k.organization_id = :organization_id and k.id > :after"
          + (" order by k.organization_id, k.id limit " + MOST_KEYS);

  /** Deletes keys that were found in the same transaction, and so are of the organization. */
  static final String DELETE =
      MariaDbDialect.deleteByPrimaryKey("claviger_api_key") + "where id in (<keys>)";

  private KeyDeletion() {}

  /** Throws if one of the keys is missing. */
  static void delete(Handle handle, OrganizationId organization, Collection<ApiKeyId> keys) {
    for (List<String> chunk : Chunks.of(keys, ApiKeyId::value, MOST_KEYS)) {
      ApiKeyTable.requireAll(handle, organization, chunk);
      handle.createUpdate(DELETE).bindList("keys", chunk).execute();
    }
  }

  /**
   * Deletes all keys of the organization. Each statement begins after the last key of the one
   * before, since a database steps over deleted rows that are not committed.
   */
  static void deleteAll(Handle handle, OrganizationId organization) {
    List<String> some = some(handle, organization, "");
    while (!some.isEmpty()) {
      handle.createUpdate(DELETE).bindList("keys", some).execute();
      some = some(handle, organization, some.get(some.size() - 1));
    }
  }

  private static List<String> some(Handle handle, OrganizationId organization, String after) {
    return handle
        .createQuery(SOME)
        .bind("organization_id", organization.value())
        .bind("after", after)
        .mapTo(String.class)
        .list();
  }
}
