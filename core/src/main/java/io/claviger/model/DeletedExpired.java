package io.claviger.model;

import java.util.List;
import java.util.Objects;

/**
 * The keys and secrets that {@link io.claviger.ApiKeys#deleteExpired} deleted.
 *
 * @param keys the deleted keys as they were; immutable
 * @param secrets the deleted secrets of keys that stay; immutable
 */
public record DeletedExpired(List<ApiKey> keys, List<SecretId> secrets) {
  /** Copies the lists. */
  public DeletedExpired {
    Objects.requireNonNull(keys, "keys");
    Objects.requireNonNull(secrets, "secrets");
    keys = List.copyOf(keys);
    secrets = List.copyOf(secrets);
  }
}
