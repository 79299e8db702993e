package io.claviger.store.jdbc.internal.table;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.SecretId;
import io.claviger.spi.store.StoredSecret;
import io.claviger.store.jdbc.internal.sql.Session;
import io.claviger.store.jdbc.internal.table.SecretTable.SecretRow;
import io.claviger.store.jdbc.internal.table.UsageTable.UsageRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives keys exactly the secrets that they have after a change. A secret that stays keeps its row
 * and its usage.
 */
final class SecretReplacement {
  private final List<SecretRow> kept = new ArrayList<>();
  private final List<SecretRow> added = new ArrayList<>();
  private final Map<SecretId, ApiKeyId> gone = new HashMap<>();

  private SecretReplacement() {}

  /** Throws if one of the keys is not there. */
  static void apply(
      Session session, OrganizationId organization, Map<ApiKeyId, List<StoredSecret>> after)
      throws SQLException {
    if (after.isEmpty()) {
      return;
    }
    Map<ApiKeyId, Set<SecretId>> before = SecretTable.ids(session, organization, after.keySet());
    SecretReplacement replacement = new SecretReplacement();
    after.forEach(
        (key, secrets) -> {
          Set<SecretId> ids = before.get(key);
          ApiKeyTable.requireNone(ids == null ? Set.of(key.value()) : Set.of());
          replacement.plan(key, ids == null ? Set.of() : ids, secrets);
        });
    replacement.write(session);
  }

  private void plan(ApiKeyId key, Set<SecretId> before, List<StoredSecret> secrets) {
    before.forEach(id -> gone.put(id, key));
    SecretTable.rows(key, secrets)
        .forEach(
            row -> {
              gone.remove(row.id());
              (before.contains(row.id()) ? kept : added).add(row);
            });
  }

  private void write(Session session) throws SQLException {
    SecretTable.delete(session, gone.keySet());
    SecretTable.update(session, kept);
    SecretTable.insert(session, added);
    UsageTable.delete(
        session, gone.entrySet().stream().map(e -> UsageRow.of(e.getValue(), e.getKey())).toList());
    UsageTable.insert(
        session, added.stream().map(row -> UsageRow.of(row.key(), row.id())).toList());
  }
}
