package io.claviger.store.tck.small;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.model.SecretId;
import io.claviger.model.StoreException;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.EventChain;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** One organization at one revision. */
record SmallOrganization(
    Organization organization, NavigableMap<ApiKeyId, StoredApiKey> keys, EventChain chain) {

  static SmallOrganization beforeCreation(OrganizationChange change) {
    return new SmallOrganization(change.organization(), new TreeMap<>(), EventChain.none());
  }

  /** Throws {@link StoreException} if the change names a key that does not exist. */
  SmallOrganization after(OrganizationChange change) {
    NavigableMap<ApiKeyId, StoredApiKey> next = new TreeMap<>(keys);
    for (ApiKey updated : change.keys().updated()) {
      replace(next, updated.id(), stored -> stored.with(updated.settings()));
    }
    change
        .keys()
        .secrets()
        .forEach((id, secrets) -> replace(next, id, stored -> rotated(stored, secrets)));
    for (ApiKeyId id : change.keys().deleted()) {
      replace(next, id, stored -> null);
    }
    change.keys().created().forEach(created -> next.put(created.key().id(), created));
    return new SmallOrganization(change.organization(), next, change.chain());
  }

  private static void replace(
      Map<ApiKeyId, StoredApiKey> keys, ApiKeyId id, UnaryOperator<StoredApiKey> change) {
    if (!keys.containsKey(id)) {
      String message = "the change names key " + id + ", which does not exist";
      throw new StoreException(StoreException.Kind.FAULT, message, null);
    }
    keys.computeIfPresent(id, (same, stored) -> change.apply(stored));
  }

  /** A secret that stays keeps its stored verifiers: they may have been replaced meanwhile. */
  private static StoredApiKey rotated(StoredApiKey before, List<StoredSecret> after) {
    Map<SecretId, List<Verifier>> kept = new HashMap<>();
    before.secrets().forEach(secret -> kept.put(secret.info().id(), secret.verifiers()));
    return before.with(
        after.stream()
            .map(
                each ->
                    new StoredSecret(
                        each.info(), kept.getOrDefault(each.info().id(), each.verifiers())))
            .toList());
  }

  /** Returns the ids of those secrets that the key does not have yet. */
  Stream<Record> newSecrets(ApiKeyId key, List<StoredSecret> secrets) {
    List<SecretId> present =
        Optional.ofNullable(keys.get(key)).stream()
            .flatMap(stored -> stored.secrets().stream())
            .map(secret -> secret.info().id())
            .toList();
    return secrets.stream()
        .<Record>map(each -> each.info().id())
        .filter(id -> !present.contains(id));
  }

  Optional<KeyLookup> lookUp(ApiKeyId key) {
    return Optional.ofNullable(keys.get(key)).map(stored -> KeyLookup.of(organization, stored));
  }

  OrganizationSnapshot snapshot(Set<ApiKeyId> ids) {
    Map<ApiKeyId, StoredApiKey> found = new HashMap<>(keys);
    found.keySet().retainAll(ids);
    return new OrganizationSnapshot(organization, found, chain);
  }

  Stream<ApiKey> keysAfter(Optional<ApiKeyId> id) {
    return id.map(after -> keys.tailMap(after, false)).orElse(keys).values().stream()
        .map(StoredApiKey::key);
  }
}
