package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.util.List;

/**
 * The keys and secrets that {@link io.claviger.ApiKeys#deleteExpired} deleted.
 *
 * @param keys the deleted keys as they were; immutable
 * @param secrets the deleted secrets of keys that stay; immutable
 */
public record DeletedExpired(List<ApiKey> keys, List<SecretId> secrets) {
  /** Copies the lists. */
  public DeletedExpired {
    Arguments.require(keys, "keys", secrets, "secrets");
    keys = List.copyOf(keys);
    secrets = List.copyOf(secrets);
  }
}
