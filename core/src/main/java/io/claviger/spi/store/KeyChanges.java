package io.claviger.spi.store;

import io.claviger.internal.text.Arguments;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The part of a change that concerns keys. No key is in more than one of created, updated and
 * deleted.
 *
 * @param created keys with new ids, public keys and secret ids, which the library generates
 * @param updated keys that exist. The store takes only their settings; their identity and secrets
 *     stay as they are stored
 * @param secrets all secrets that a key has afterwards, for keys that exist and are not deleted.
 *     The stored verifiers of a secret that stays are kept, since they may have been {@linkplain
 *     VerifierStore replaced} meanwhile
 * @param deleted keys that exist
 */
public record KeyChanges(
    List<StoredApiKey> created,
    List<ApiKey> updated,
    Map<ApiKeyId, List<StoredSecret>> secrets,
    Set<ApiKeyId> deleted) {
  private static final KeyChanges NONE = new KeyChanges(List.of(), List.of(), Map.of(), Set.of());

  /** Copies the collections. */
  public KeyChanges {
    Arguments.require(
        created, "created", updated, "updated", secrets, "secrets", deleted, "deleted");
    created = List.copyOf(created);
    updated = List.copyOf(updated);
    Map<ApiKeyId, List<StoredSecret>> copies = new HashMap<>();
    secrets.forEach((key, its) -> copies.put(key, List.copyOf(its)));
    secrets = Map.copyOf(copies);
    deleted = Set.copyOf(deleted);
  }

  /** Returns a part that changes no key. */
  public static KeyChanges none() {
    return NONE;
  }

  /** Returns a part that creates this key. */
  public static KeyChanges create(StoredApiKey key) {
    Objects.requireNonNull(key, "key");
    return new KeyChanges(List.of(key), List.of(), Map.of(), Set.of());
  }

  /** Returns a part that gives one key these settings. */
  public static KeyChanges update(ApiKey key) {
    Objects.requireNonNull(key, "key");
    return new KeyChanges(List.of(), List.of(key), Map.of(), Set.of());
  }

  /** Returns a part that deletes this key. */
  public static KeyChanges delete(ApiKeyId key) {
    Objects.requireNonNull(key, "key");
    return new KeyChanges(List.of(), List.of(), Map.of(), Set.of(key));
  }
}
