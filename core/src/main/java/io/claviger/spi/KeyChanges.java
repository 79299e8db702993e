package io.claviger.spi;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a change does to keys. No key is named in more than one of created, updated and deleted.
 *
 * @param created keys with ids, public keys and secret ids that the library draws anew
 * @param updated keys that exist; only their settings are taken. Identity and secrets stay as they
 *     are stored
 * @param secrets the secrets that keys have afterwards, for keys that exist and are not deleted. Of
 *     a secret that stays, the verifiers are not taken but stay as they are stored, since they may
 *     have been {@linkplain VerifierStore exchanged} meanwhile
 * @param deleted keys that exist
 */
public record KeyChanges(
    List<StoredApiKey> created,
    List<ApiKey> updated,
    Map<ApiKeyId, List<StoredSecret>> secrets,
    Set<ApiKeyId> deleted) {
  private static final KeyChanges NONE = new KeyChanges(List.of(), List.of(), Map.of(), Set.of());

  /** Copies. */
  public KeyChanges {
    created = List.copyOf(created);
    updated = List.copyOf(updated);
    Map<ApiKeyId, List<StoredSecret>> copies = new HashMap<>();
    secrets.forEach((key, its) -> copies.put(key, List.copyOf(its)));
    secrets = Map.copyOf(copies);
    deleted = Set.copyOf(deleted);
  }

  /** No key is touched. */
  public static KeyChanges none() {
    return NONE;
  }

  /** One more key. */
  public static KeyChanges create(StoredApiKey key) {
    return new KeyChanges(List.of(key), List.of(), Map.of(), Set.of());
  }

  /** Other settings for one key. */
  public static KeyChanges update(ApiKey key) {
    return new KeyChanges(List.of(), List.of(key), Map.of(), Set.of());
  }

  /** One key less. */
  public static KeyChanges delete(ApiKeyId key) {
    return new KeyChanges(List.of(), List.of(), Map.of(), Set.of(key));
  }
}
