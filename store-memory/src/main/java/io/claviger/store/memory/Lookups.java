package io.claviger.store.memory;

import io.claviger.ApiKeyId;
import io.claviger.Organization;
import io.claviger.access.PresentedKey;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.LookupOrganization;
import io.claviger.spi.LookupPacker;
import io.claviger.spi.LookupSecret;
import io.claviger.spi.StoredApiKey;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What look-ups find in one organization at one revision. Each is packed once, or every request
 * would do so in part, longer for a key with a long whitelist than for one that is not there.
 * Thread-safe.
 */
final class Lookups {
  private final LookupOrganization organization;
  private final LookupPacker packer = new LookupPacker();
  private final ConcurrentMap<ApiKeyId, KeyLookup> packed = new ConcurrentHashMap<>();

  Lookups(Organization organization) {
    this.organization = LookupOrganization.of(organization);
  }

  /** Of that key, which is always the same for its id. */
  KeyLookup of(StoredApiKey key) {
    ApiKeyId id = key.key().id();
    KeyLookup known = packed.get(id);
    return known != null ? known : packed.computeIfAbsent(id, same -> pack(key));
  }

  private KeyLookup pack(StoredApiKey key) {
    List<LookupSecret> secrets = key.secrets().stream().map(LookupSecret::of).toList();
    return packer.pack(KeyLookup.of(organization, PresentedKey.of(key.key()), secrets));
  }
}
