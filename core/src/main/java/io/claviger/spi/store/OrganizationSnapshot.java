package io.claviger.spi.store;

import io.claviger.internal.text.Arguments;
import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import java.util.Map;
import java.util.Objects;

/**
 * An organization and some of its keys, as the store returned them. A change is decided on them.
 *
 * @param keys those of the requested keys that exist in the organization; immutable. They are never
 *     older than the revision of the organization. If they are newer, a commit at that revision
 *     fails, and {@link ApiKeyStore#revisions} returns a newer revision
 * @param chain {@link OrganizationChange#chain} of the last change
 */
public record OrganizationSnapshot(
    Organization organization, Map<ApiKeyId, StoredApiKey> keys, EventChain chain) {
  /** Copies the map. */
  public OrganizationSnapshot {
    Arguments.require(keys, "keys", organization, "organization");
    Objects.requireNonNull(chain, "chain");
    keys = Map.copyOf(keys);
  }
}
