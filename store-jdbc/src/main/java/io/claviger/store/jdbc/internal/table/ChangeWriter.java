package io.claviger.store.jdbc.internal.table;

import io.claviger.model.ApiKey;
import io.claviger.model.Organization;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.jdbc.internal.sql.Session;
import java.sql.SQLException;
import java.util.List;

/** The statements of one change, in the transaction of the caller. */
public final class ChangeWriter {
  private final Session session;
  private final OrganizationChange change;

  public ChangeWriter(Session session, OrganizationChange change) {
    this.session = session;
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
      KeyDeletion.deleteAll(session, after);
    }
    writeKeys(change.keys());
    EventTable.insert(session, List.of(change));
    return true;
  }

  private boolean guard() throws SQLException {
    if (change.expected().isPresent()) {
      return OrganizationTable.advance(session, change.expected().get(), change);
    }
    OrganizationTable.insert(session, List.of(change));
    return true;
  }

  private void writeKeys(KeyChanges keys) throws SQLException {
    KeyDeletion.delete(session, change.organization(), keys.deleted());
    update(keys.updated());
    SecretReplacement.apply(session, change.organization().id(), keys.secrets());
    create(session, keys.created());
  }

  private void update(List<ApiKey> keys) throws SQLException {
    List<ApiKey> changed = ApiKeyTable.update(session, change.organization().id(), keys);
    SearchTables.update(session, changed);
    UsageTable.updateEntries(session, changed);
  }

  /**
   * Writes many new organizations at once, each with its first keys, with as many statements as for
   * one.
   */
  public static void writeNew(Session session, List<OrganizationChange> creations)
      throws SQLException {
    OrganizationTable.insert(session, creations);
    create(session, creations.stream().flatMap(each -> each.keys().created().stream()).toList());
    EventTable.insert(session, creations);
  }

  private static void create(Session session, List<StoredApiKey> created) throws SQLException {
    if (created.isEmpty()) {
      return;
    }
    List<ApiKey> keys = created.stream().map(StoredApiKey::key).toList();
    ApiKeyTable.insert(session, keys);
    SearchTables.insert(session, keys);
    SecretTable.insert(
        session,
        created.stream()
            .flatMap(stored -> SecretTable.rows(stored.key().id(), stored.secrets()))
            .toList());
    UsageTable.insertAll(session, keys);
  }
}
