package io.claviger.store.jdbc;

import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventQuery;
import io.claviger.model.KeyPage;
import io.claviger.model.KeyUsage;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PublicKey;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.AuditLog;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.UsageStore;
import io.claviger.store.jdbc.internal.table.EventPages;
import io.claviger.store.jdbc.internal.table.KeyQueries;
import io.claviger.store.jdbc.internal.table.LookupQuery;
import io.claviger.store.jdbc.internal.table.OrganizationTable;
import io.claviger.store.jdbc.internal.table.UsageQuery;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The reads of a store, which are the same in a transaction of the application's. */
abstract class StoreReads extends ChangeReads implements ApiKeyStore, AuditLog, UsageStore {
  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    Objects.requireNonNull(publicKey, "publicKey");
    return read("look up a public key", session -> LookupQuery.byPublicKey(session, publicKey));
  }

  @Override
  public KeyPage listKeys(KeyQuery query) {
    return read(
        "list the keys of organization " + query.organization(),
        session -> KeyQueries.page(session.handle(), query));
  }

  @Override
  public OrganizationPage listOrganizations(OrganizationQuery query) {
    return read("list organizations", session -> OrganizationTable.page(session.handle(), query));
  }

  @Override
  public Map<ApiKeyId, KeyUsage> usage(OrganizationId organization, Set<ApiKeyId> keys) {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(keys, "keys");
    return read(
        "read the usage of keys of organization " + organization,
        session -> UsageQuery.byKey(session, organization, keys));
  }

  @Override
  public List<AuditEvent> events(EventQuery query) {
    return read(
        "read the events of organization " + query.organization(),
        session -> EventPages.find(session.handle(), query));
  }
}
