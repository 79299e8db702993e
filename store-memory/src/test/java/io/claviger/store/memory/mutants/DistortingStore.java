package io.claviger.store.memory.mutants;

import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyPage;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.OrganizationSnapshot;
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
  private Optional<KeyLookup> lookup(OrganizationSnapshot facts) {
    return facts.keys().values().stream()
        .map(stored -> KeyLookup.of(facts.organization(), shown(stored)))
        .findFirst();
  }

  @Override
  public final Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> ids) {
    return super.read(organization, ids)
        .map(
            facts -> {
              Map<ApiKeyId, StoredApiKey> keys = new HashMap<>();
              facts.keys().forEach((id, stored) -> keys.put(id, shown(stored)));
              return new OrganizationSnapshot(facts.organization(), keys);
            });
  }

  @Override
  public final KeyPage listKeys(KeyQuery query) {
    KeyPage page = super.listKeys(query);
    return new KeyPage(
        page.items().stream().map(key -> shown(stored(key)).key()).toList(), page.more());
  }
}
