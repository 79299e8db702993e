package io.claviger.importing;

import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.OrganizationChange;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a dry run would have written. Later batches take it into account, so that they count like
 * those of an import. Used by one thread.
 */
final class DryRun {
  private final Map<OrganizationId, OrganizationCounters> counters = new HashMap<>();

  /** Each new key, with its organization. */
  private final Map<ApiKeyId, OrganizationId> keys = new HashMap<>();

  /** Remembers a change in place of its commit. */
  void add(OrganizationChange change) {
    Organization after = change.organization();
    counters.put(after.id(), after.counters());
    change.keys().created().forEach(stored -> keys.put(stored.key().id(), after.id()));
  }

  /** Returns the counters of an organization after earlier batches; empty if they changed none. */
  Optional<OrganizationCounters> counters(OrganizationId organization) {
    return Optional.ofNullable(counters.get(organization));
  }

  /** Returns the organization for which an earlier batch has a key with this id. */
  Optional<OrganizationId> organization(ApiKeyId key) {
    return Optional.ofNullable(keys.get(key));
  }
}
