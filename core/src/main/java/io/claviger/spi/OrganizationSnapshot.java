package io.claviger.spi;

import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import java.util.Map;
import java.util.Objects;

/**
 * What a decision is taken on.
 *
 * @param keys those of the asked keys that exist in the organization; immutable. Never older than
 *     the revision of the organization they come with: if they are newer, a commit at that revision
 *     fails, and {@link ApiKeyStore#revisions} tells
 */
public record OrganizationSnapshot(Organization organization, Map<ApiKeyId, StoredApiKey> keys) {
  /** Copies the map. */
  public OrganizationSnapshot {
    Objects.requireNonNull(organization, "organization");
    keys = Map.copyOf(keys);
  }
}
