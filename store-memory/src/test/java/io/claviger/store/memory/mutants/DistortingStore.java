package io.claviger.store.memory.mutants;

import io.claviger.ApiKey;
import io.claviger.ApiKeyId;
import io.claviger.OrganizationId;
import io.claviger.Page;
import io.claviger.PublicKey;
import io.claviger.spi.Facts;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.StoredApiKey;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps keys as they are, and shows them differently by every way of reading. */
abstract class DistortingStore extends BrokenStore {
  DistortingStore(InMemoryApiKeyStore real) {
    super(real);
  }

  abstract StoredApiKey shown(StoredApiKey stored);

  @Override
  public final Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    return super.findByPublicKey(publicKey)
        .flatMap(found -> real.read(found.organization().id(), Set.of(found.id())))
        .flatMap(this::lookup);
  }

  /** Empty if the key was deleted meanwhile. */
  private Optional<KeyLookup> lookup(Facts facts) {
    return facts.keys().values().stream()
        .map(stored -> KeyLookup.of(facts.organization(), shown(stored)))
        .findFirst();
  }

  @Override
  public final Optional<Facts> read(OrganizationId organization, Set<ApiKeyId> ids) {
    return super.read(organization, ids)
        .map(
            facts -> {
              Map<ApiKeyId, StoredApiKey> keys = new HashMap<>();
              facts.keys().forEach((id, stored) -> keys.put(id, shown(stored)));
              return new Facts(facts.organization(), keys);
            });
  }

  @Override
  public final Page<ApiKey> listKeys(KeyQuery query) {
    Page<ApiKey> page = super.listKeys(query);
    return new Page<>(
        page.items().stream().map(key -> shown(stored(key)).key()).toList(), page.more());
  }
}
