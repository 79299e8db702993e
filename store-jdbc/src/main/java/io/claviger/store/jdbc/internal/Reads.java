package io.claviger.store.jdbc.internal;

import io.claviger.ApiKey;
import io.claviger.ApiKeyId;
import io.claviger.AuditEvent;
import io.claviger.KeyUsage;
import io.claviger.Organization;
import io.claviger.OrganizationId;
import io.claviger.Page;
import io.claviger.PublicKey;
import io.claviger.Revision;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.AuditLog;
import io.claviger.spi.EventQuery;
import io.claviger.spi.Facts;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.UsageStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What a store reads, on whatever connection it is given for that. */
abstract class Reads implements ApiKeyStore, AuditLog, UsageStore {
  /** Does the work; trouble is told as the refusal to do {@code what}. */
  abstract <T> T read(String what, Database.Reading<T> work);

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    Objects.requireNonNull(publicKey, "publicKey");
    return read("look up a public key", session -> LookupQuery.byPublicKey(session, publicKey));
  }

  @Override
  public Optional<Facts> read(OrganizationId organization, Set<ApiKeyId> keys) {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(keys, "keys");
    return read(
        "read organization " + organization,
        session -> {
          Optional<Organization> found = OrganizationTable.find(session, organization);
          return found.isPresent()
              ? Optional.of(new Facts(found.get(), KeyQueries.byId(session, organization, keys)))
              : Optional.empty();
        });
  }

  @Override
  public Page<ApiKey> listKeys(KeyQuery query) {
    return read(
        "list the keys of organization " + query.organization(),
        session -> KeyQueries.page(session, query));
  }

  @Override
  public Map<OrganizationId, Revision> revisions(Set<OrganizationId> ids) {
    Objects.requireNonNull(ids, "ids");
    return read("read revisions", session -> OrganizationTable.revisions(session, ids));
  }

  @Override
  public Optional<UsageStore> usageStore() {
    return Optional.of(this);
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
        session -> EventTable.events(session, query));
  }
}
