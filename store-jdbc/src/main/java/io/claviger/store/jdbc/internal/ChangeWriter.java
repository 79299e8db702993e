package io.claviger.store.jdbc.internal;

import io.claviger.model.ApiKey;
import io.claviger.model.Organization;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import java.sql.SQLException;
import java.util.List;

/** The statements of one change, in the transaction of the caller. */
final class ChangeWriter {
  private final Session session;
  private final OrganizationChange change;

  ChangeWriter(Session session, OrganizationChange change) {
    this.session = session;
    this.change = change;
  }

  /**
   * The guard comes first: it takes the row of the organization, so that from then on nobody else
   * changes anything in it.
   *
   * @return false if the organization is not where the change expects it; nothing was written
   */
  boolean write() throws SQLException {
    if (!guard()) {
      return false;
    }
    Organization after = change.organization();
    if (change.deletesOrganization()) {
      new KeyDeletion(session, after.id()).deleteAll();
    }
    writeKeys(change.keys());
    EventTable.insert(session, List.of(change));
    return true;
  }

  private boolean guard() throws SQLException {
    Organization after = change.organization();
    if (change.expected().isPresent()) {
      return OrganizationTable.advance(
          session, change.expected().get(), after, change.deletesOrganization());
    }
    OrganizationTable.insert(session, after);
    return true;
  }

  private void writeKeys(KeyChanges keys) throws SQLException {
    new KeyDeletion(session, change.organization().id()).delete(keys.deleted());
    update(keys.updated());
    SecretReplacement.apply(session, change.organization().id(), keys.secrets());
    create(session, keys.created());
  }

  private void update(List<ApiKey> keys) throws SQLException {
    ApiKeyTable.update(session, change.organization().id(), keys);
    RoleTable.update(session, keys);
    UsageTable.updateEntries(session, keys);
  }

  /**
   * The same for many new organizations at once, each with its first keys: as many statements as
   * for one.
   */
  static void writeNew(Session session, List<OrganizationChange> creations) throws SQLException {
    OrganizationTable.insertAll(
        session, creations.stream().map(OrganizationChange::organization).toList());
    create(session, creations.stream().flatMap(each -> each.keys().created().stream()).toList());
    EventTable.insert(session, creations);
  }

  private static void create(Session session, List<StoredApiKey> created) throws SQLException {
    if (created.isEmpty()) {
      return;
    }
    List<ApiKey> keys = created.stream().map(StoredApiKey::key).toList();
    ApiKeyTable.insert(session, keys);
    RoleTable.insert(session, keys);
    SecretTable.insert(
        session,
        created.stream()
            .flatMap(stored -> SecretTable.rows(stored.key().id(), stored.secrets()))
            .toList());
    UsageTable.insertAll(session, keys);
  }
}
