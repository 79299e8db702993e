package io.claviger.store.jdbc.internal.table;

import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.store.jdbc.internal.dialect.IndexHints;
import io.claviger.store.jdbc.internal.sql.Chunks;
import io.claviger.store.jdbc.internal.sql.Rows;
import io.claviger.store.jdbc.internal.sql.Session;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Deletes keys with all rows of other tables that belong to them. One statement may take 3 seconds,
 * and each whitelist entry, role and label has a row that goes with its key. A statement that
 * deleted 50,000 such rows was in time on each database; one that deleted 400,000 was too slow on
 * H2. So one statement deletes 20 keys, or one key if the organization allows more than 2,500
 * entries, which are many times the default limit. Keys go in the order of ids, as usage is locked.
 */
final class KeyDeletion {
  private static final int MAX_KEYS = 20;
  private static final int MAX_ENTRIES_TOGETHER = 2_500;

  static final String SOME =
      "select p.id from "
          + KeyQueries.OF_ORGANIZATION_AFTER
          + " order by p.organization_id, p.id limit :limit";

  /** Deletes keys that were found in the same transaction, and so are of the organization. */
  static final String DELETE =
      IndexHints.deleteByPrimaryKey("claviger_api_key") + "where id in (<rows>)";

  private KeyDeletion() {}

  /** Throws if one of the keys is missing. */
  static void delete(Session session, Organization organization, Collection<ApiKeyId> keys)
      throws SQLException {
    for (List<String> chunk : Chunks.of(keys, ApiKeyId::value, together(organization))) {
      ApiKeyTable.requireAll(session, organization.id(), chunk);
      delete(session, chunk);
    }
  }

  /**
   * Deletes all keys of the organization. Each statement begins after the last key of the one
   * before, since a database steps over deleted rows that are not committed.
   */
  static void deleteAll(Session session, Organization organization) throws SQLException {
    List<String> some = some(session, organization, "");
    while (!some.isEmpty()) {
      delete(session, some);
      some = some(session, organization, some.get(some.size() - 1));
    }
  }

  private static int together(Organization organization) {
    int entries = organization.settings().limits().whitelistEntries();
    return entries > MAX_ENTRIES_TOGETHER ? 1 : MAX_KEYS;
  }

  private static List<String> some(Session session, Organization organization, String after)
      throws SQLException {
    return session
        .handle()
        .createQuery(SOME)
        .bind("organization_id", organization.id().value())
        .bind("after", after)
        .bind("limit", together(organization))
        .mapTo(String.class)
        .list();
  }

  private static void delete(Session session, List<String> keys) throws SQLException {
    session.update(Rows.fill(DELETE, "?", keys.size()), binder -> binder.bindAll(keys));
  }
}
