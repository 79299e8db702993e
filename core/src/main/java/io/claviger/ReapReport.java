package io.claviger;

import java.util.List;

/**
 * What {@link ApiKeys#reap} deleted.
 *
 * @param keys as they were; immutable
 * @param secrets of keys that stay; immutable
 */
public record ReapReport(List<ApiKey> keys, List<SecretId> secrets) {
  /** Copies. */
  public ReapReport {
    keys = List.copyOf(keys);
    secrets = List.copyOf(secrets);
  }
}
