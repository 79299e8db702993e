package io.claviger.store.jdbc.internal.table;

import io.claviger.model.ApiKey;
import io.claviger.model.Organization;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The statements of one change, in the transaction of the caller. */
public final class ChangeWriter {
  private final Handle handle;
  private final OrganizationChange change;

  public ChangeWriter(Handle handle, OrganizationChange change) {
    this.handle = handle;
    this.change = change;
  }

  /**
   * The guard comes first: it takes the row of the organization, so that from then on nobody else
   * changes anything in it.
   *
   * @return false if the organization is not where the change expects it; nothing was written
   */
  public boolean write() throws SQLException {
    if (!guard()) {
      return false;
    }
    Organization after = change.organization();
    if (change.deletesOrganization()) {
      KeyDeletion.deleteAll(handle, after);
    }
    writeKeys(change.keys());
    EventTable.insert(handle, List.of(change));
    return true;
  }

  private boolean guard() {
    if (change.expected().isPresent()) {
      return OrganizationTable.advance(handle, change.expected().get(), change);
    }
    OrganizationTable.insert(handle, List.of(change));
    return true;
  }

  private void writeKeys(KeyChanges keys) {
    KeyDeletion.delete(handle, change.organization(), keys.deleted());
    update(keys.updated());
    SecretReplacement.apply(handle, change.organization().id(), keys.secrets());
    create(handle, keys.created());
  }

  private void update(List<ApiKey> keys) {
    List<ApiKey> changed = ApiKeyTable.update(handle, change.organization().id(), keys);
    SearchTables.update(handle, changed);
    UsageTable.updateEntries(handle, changed);
  }

  /**
   * Writes many new organizations at once, each with its first keys, with as many statements as for
   * one.
   */
  public static void writeNew(Handle handle, List<OrganizationChange> creations)
      throws SQLException {
    OrganizationTable.insert(handle, creations);
    create(handle, creations.stream().flatMap(each -> each.keys().created().stream()).toList());
    EventTable.insert(handle, creations);
  }

  private static void create(Handle handle, List<StoredApiKey> created) {
    if (created.isEmpty()) {
      return;
    }
    List<ApiKey> keys = created.stream().map(StoredApiKey::key).toList();
    ApiKeyTable.insert(handle, keys);
    SearchTables.insert(handle, keys);
    SecretTable.insert(
        handle,
        created.stream()
            .flatMap(stored -> SecretTable.rows(stored.key().id(), stored.secrets()))
            .toList());
    UsageTable.insertAll(handle, keys);
  }
}
