package io.claviger.store.memory;

import io.claviger.ApiKeyId;
import io.claviger.Organization;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.LookupOrganization;
import io.claviger.spi.LookupPacker;
import io.claviger.spi.StoredApiKey;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What look-ups find in one organization at one revision. Each is packed once, or every request
 * would do so in part, longer for a key with a long whitelist than for one that is not there.
 * Thread-safe.
 */
final class Lookups {
  private final Organization organization;
  private final LookupOrganization shared;
  private final LookupPacker packer = new LookupPacker();
  private final ConcurrentMap<ApiKeyId, KeyLookup> packed = new ConcurrentHashMap<>();

  Lookups(Organization organization) {
    this.organization = organization;
    this.shared = LookupOrganization.of(organization);
  }

  /** Of that key, which is always the same for its id. */
  KeyLookup of(StoredApiKey key) {
    ApiKeyId id = key.key().id();
    KeyLookup known = packed.get(id);
    return known != null
        ? known
        : packed.computeIfAbsent(id, same -> pack(KeyLookup.of(organization, key)));
  }

  /** With the one organization that all have. */
  private KeyLookup pack(KeyLookup found) {
    return packer.pack(KeyLookup.of(shared, found.key(), found.secrets()));
  }
}
