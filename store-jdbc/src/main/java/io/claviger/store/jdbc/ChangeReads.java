package io.claviger.store.jdbc;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.store.jdbc.internal.table.KeyQueries;
import io.claviger.store.jdbc.internal.table.OrganizationTable;
import io.claviger.store.jdbc.internal.transaction.Database;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The reads of a change, which are the same in each transaction. */
abstract class ChangeReads implements ChangeStore {
  /** Does the work; reports an error as the failure of {@code what}. */
  abstract <T> T read(String what, Database.Reading<T> work);

  @Override
  public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> keys) {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(keys, "keys");
    return read(
        "read organization " + organization,
        session -> {
          Optional<OrganizationSnapshot> found = OrganizationTable.find(session, organization);
          return found.isPresent()
              ? Optional.of(
                  new OrganizationSnapshot(
                      found.get().organization(),
                      KeyQueries.byId(session, organization, keys),
                      found.get().chain()))
              : Optional.empty();
        });
  }

  @Override
  public Map<OrganizationId, OrganizationVersion> revisions(Set<OrganizationId> ids) {
    Objects.requireNonNull(ids, "ids");
    return read("read revisions", session -> OrganizationTable.revisions(session, ids));
  }
}
