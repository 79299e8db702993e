package io.claviger.model;

import io.claviger.ApiKeys;
import java.util.List;

/**
 * What {@link ApiKeys#deleteExpired} deleted.
 *
 * @param keys as they were; immutable
 * @param secrets of keys that stay; immutable
 */
public record DeletedExpired(List<ApiKey> keys, List<SecretId> secrets) {
  /** Copies. */
  public DeletedExpired {
    keys = List.copyOf(keys);
    secrets = List.copyOf(secrets);
  }
}
